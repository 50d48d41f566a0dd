import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const jsonApi = 'application/vnd.api+json';

/** One caller of the server. An answer other than the expected one is an error that says so. */
export class Client {
  token = null;

  /** @param {string} origin */
  constructor(origin) {
    this.origin = origin;
  }

  /** @param {{body?: object, headers?: object}} content */
  async send(expected, method, path, { body, headers } = {}) {
    const response = await fetch(this.origin + path, {
      method,
      headers: { Accept: jsonApi, ...this.#credentials, 'Content-Type': jsonApi, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (response.status !== expected)
      throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 400)}`);
    const document = text === '' ? null : JSON.parse(text);
    return { document, etag: response.headers.get('etag') };
  }

  async get(path) {
    return (await this.send(200, 'GET', path)).document;
  }

  /** @returns {Promise<Buffer>} the file at an absolute URL of the server */
  async fetchFile(expected, url) {
    const { pathname } = new URL(url);
    const response = await fetch(this.origin + pathname, { signal: AbortSignal.timeout(30_000) });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status !== expected) throw new Error(`GET ${pathname}: ${response.status}`);
    return bytes;
  }

  async logIn(credentials) {
    const body = { ...credentials, 'remember-me': true };
    const { document } = await this.send(200, 'POST', '/v1/auth/session', { body });
    this.token = document.access_token;
    return document.refresh_token;
  }

  /** Sends half of a body and hangs up. */
  async hangUp(path, body) {
    const text = JSON.stringify(body);
    const headers = {
      ...this.#credentials,
      'Content-Type': jsonApi,
      'Content-Length': text.length,
    };
    const outgoing = request(this.origin + path, { method: 'POST', headers });
    outgoing.on('error', () => undefined);
    outgoing.write(text.slice(0, text.length / 2));
    await pause(20 + Math.random() * 100);
    outgoing.destroy();
  }

  get #credentials() {
    return this.token === null ? {} : { Authorization: `Bearer ${String(this.token)}` };
  }
}

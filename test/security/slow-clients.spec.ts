import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Socket, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, type SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';

describe('a client that takes its time', () => {
  let app: TestApp;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp({
      HEADERS_TIMEOUT_SECONDS: '1',
      REQUEST_TIMEOUT_SECONDS: '2',
      HEADERS_MAX_BYTES: '4096',
    });
    user = await new Api(app).signUp();
  });
  afterAll(() => app.close());

  /** Sends the rest byte by byte, ten a second. @returns what it hears until it is hung up on */
  async function drip(begin: string, rest: string): Promise<string> {
    const { hostname, port } = new URL(app.url);
    const socket: Socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.write(begin);
    const bytes = rest[Symbol.iterator]();
    const timer = setInterval(() => socket.write(bytes.next().value ?? ' '), 100);
    try {
      return await text(socket);
    } finally {
      clearInterval(timer);
    }
  }

  it('over the head of a request is hung up on', async () => {
    const began = performance.now();
    const heard = await drip('GET /health/live HTTP/1.1\r\nHost: a\r\nX-Slow: ', 'a'.repeat(1000));
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - began).toBeGreaterThan(900);
  });

  it('over a body is hung up on, however regularly a byte of it comes, and leaves nothing', async () => {
    const body = JSON.stringify({ data: dataUri(await drawPicture()) });
    const heads = [
      'POST /v1/upload/image HTTP/1.1',
      'Host: a',
      `Authorization: Bearer ${user.token}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ];
    const began = performance.now();
    const half = body.length / 2;
    const heard = await drip(
      `${heads.join('\r\n')}\r\n\r\n${body.slice(0, half)}`,
      body.slice(half),
    );
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - began).toBeGreaterThan(1900);
    const spool = join(app.dataDir, 'spool');
    await expect.poll(async () => (await readdir(spool, { recursive: true })).length).toBe(1);
  });

  it('is nobody who sends the head that is too long, who is told at once', async () => {
    const headers = { 'X-Long': 'a'.repeat(5000) };
    const response = await fetch(`${app.url}/health/live`, { headers });
    expect(response.status).toBe(431);
  });
});

import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonApi } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';

describe('A body that is refused by its headers', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  test.each([
    ['POST', '/v1/events', 401, 'unauthenticated'],
    ['POST', '/v1/events?colour=red', 400, 'unknown-parameter'],
    ['POST', '/v1/nothing', 404, 'unknown-route'],
    ['PUT', '/v1/events', 405, 'method-not-allowed'],
  ])('%s %s is answered before it is sent, and nobody waits for it', async (...expected) => {
    const [method, path, status, code] = expected;
    const { head, document } = await answerTo(app.url, [
      `${method} ${path} HTTP/1.1`,
      'Host: marquee',
      `Content-Type: ${jsonApi}`,
      'Content-Length: 10000000',
    ]);
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toMatch(/^Connection: close$/im);
    expect(document).toMatchObject({ errors: [{ code }] });
  });

  test('keeps the connection where there was no body to read', async () => {
    const response = await fetch(`${app.url}/v1/nothing`);
    expect(response.status).toBe(404);
    expect(response.headers.get('connection')).toBe('keep-alive');
    await response.text();
  });
});

/** Sends a head and no byte of the body. @returns what came until the server closed the connection */
async function answerTo(url: string, lines: readonly string[]) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const text = await textOf(socket);
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { head: head.replaceAll('\r', ''), document: JSON.parse(body) as unknown };
}

async function textOf(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

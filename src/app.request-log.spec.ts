import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from './app.logger.js';
import { requestLog } from './app.request-log.js';
import { ServerConfig } from './config/server.config.js';
import { recordCapacity } from './jsonapi/errors/capacity.js';
import { imageWorkersBusy } from './media/media.errors.js';

describe('the log of a request', () => {
  let lines: string[];
  let server: Server;
  let url: string;
  let answer: (response: ServerResponse) => void;

  beforeEach(async () => {
    lines = [];
    answer = (response) => response.writeHead(201).end();
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const log = requestLog(createLogger(new ServerConfig(), destination));
    server = createServer((request, response) => {
      log(request, response);
      request.resume().on('end', () => answer(response));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => server.close());

  it('holds neither token, cookie, password nor picture', async () => {
    await fetch(`${url}/v1/auth/session`, {
      method: 'POST',
      headers: { Authorization: 'Bearer secret-token', Cookie: 'secret-cookie' },
      body: '{"password":"secret-password","avatar-url":"data:image/png;base64,secretpicture"}',
    });
    await fetch(`${url}/verify?a=b&token=secret-link&c=d`);
    await expect.poll(() => lines.join('')).toContain('/v1/auth/session');
    await expect.poll(() => lines.join('')).toContain('/verify?a=b&token=(not logged)&c=d');
    expect(lines.join('')).not.toMatch(/secret/);
  });

  it('names the request by the id in its answer, which a caller may choose', async () => {
    const chosen = await fetch(url, { headers: { 'X-Request-Id': 'trace-7' } });
    expect(chosen.headers.get('x-request-id')).toBe('trace-7');
    await expect.poll(() => lines.join('')).toContain('"id":"trace-7"');
    const odd = await fetch(url, { headers: { 'X-Request-Id': 'a b"c' } });
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    [
      'a warning with its code where there was no room for it',
      40,
      { codes: ['image-workers-busy'] },
    ],
    ['an error otherwise', 50, { err: { type: 'Error' } }],
  ])('of a 503 is %s', async (_, level, more) => {
    answer = (response) => {
      if (level === 40) recordCapacity(response, [imageWorkersBusy(5)]);
      response.writeHead(503).end();
    };
    await fetch(url);
    await expect.poll(() => lines).toHaveLength(1);
    const line = JSON.parse(lines[0]!) as object;
    expect(line).toMatchObject({ level, res: { statusCode: 503 }, ...more });
    expect('err' in line).toBe(level === 50);
  });
});

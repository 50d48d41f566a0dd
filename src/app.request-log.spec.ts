import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from './app.logger.js';
import { requestLog } from './app.request-log.js';
import { ServerConfig } from './config/server.config.js';

describe('the log of a request', () => {
  let lines: string[];
  let server: Server;
  let url: string;

  beforeEach(async () => {
    lines = [];
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const log = requestLog(createLogger(new ServerConfig(), destination));
    server = createServer((request, response) => {
      log(request, response);
      request.resume().on('end', () => response.writeHead(201).end());
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
});

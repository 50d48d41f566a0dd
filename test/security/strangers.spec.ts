import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, type SignedUp, eventDocument, jsonApi } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';

const secret = 'a secret of thirty-two characters, or more';

describe('a stranger', () => {
  let app: TestApp;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp({ JWT_SECRET: secret });
    user = await new Api(app).signUp();
  });
  afterAll(() => app.close());

  const encoded = (value: object): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url');

  /** With claims that are good, for they are the user's own. */
  function forged(header: object, sign: (signed: string) => string): string {
    const signed = `${encoded(header)}.${user.token.split('.')[1]}`;
    return `${signed}.${sign(signed)}`;
  }

  const hmac = (hash: string, key: string) => (signed: string) =>
    createHmac(hash, key).update(signed).digest('base64url');

  const statusWith = async (token: string): Promise<number> =>
    (await new Api(app).get(`/v1/users/${user.id}`, { token })).status;

  it('does not get in by a token of his own making', async () => {
    const pinned = { alg: 'HS256', typ: 'JWT' };
    // Else the others would be refused for the wrong reason.
    expect(await statusWith(forged(pinned, hmac('sha256', secret)))).toBe(200);
    expect(await statusWith(forged(pinned, hmac('sha256', `${secret}x`)))).toBe(401);
    expect(await statusWith(forged({ ...pinned, alg: 'none' }, () => ''))).toBe(401);
    expect(await statusWith(forged({ ...pinned, alg: 'None' }, () => ''))).toBe(401);
    expect(await statusWith(forged({ ...pinned, alg: 'HS512' }, hmac('sha512', secret)))).toBe(401);
    expect(await statusWith(forged({ ...pinned, alg: 'HS384' }, hmac('sha384', secret)))).toBe(401);
    expect(await statusWith(forged({ ...pinned, alg: 'RS256' }, hmac('sha256', secret)))).toBe(401);
  });

  it('puts no host of his choice into a URL', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const headers = {
        Host: 'evil.example',
        'X-Forwarded-Host': 'evil.example',
        'X-Forwarded-Proto': 'gopher',
        Forwarded: 'host=evil.example;proto=gopher',
        Authorization: `Bearer ${user.token}`,
        'Content-Type': jsonApi,
      };
      const sent = request(`${app.url}/v1/events`, { method: 'POST', headers }, (response) => {
        expect(response.statusCode).toBe(201);
        const location = String(response.headers.location);
        text(response).then((body) => resolve(location + body), reject);
      });
      sent.once('error', reject).end(JSON.stringify(eventDocument()));
    });
    expect(answer).toContain(app.url);
    expect(answer).not.toMatch(/evil|gopher/);
  });

  it('is told by headers what a browser must not do with an answer', async () => {
    const { headers } = await fetch(`${app.url}/v1/events`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('a page of another origin', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp({ CORS_ORIGINS: 'https://a.example' });
  });
  afterAll(() => app.close());

  it('reads answers where the settings name it, and nowhere else', async () => {
    const allowed = async (origin: string) =>
      (await fetch(`${app.url}/v1/events`, { headers: { Origin: origin } })).headers.get(
        'access-control-allow-origin',
      );
    expect(await allowed('https://a.example')).toBe('https://a.example');
    expect(await allowed('https://b.example')).not.toBe('https://b.example');
  });
});

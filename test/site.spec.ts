import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, startTestApp } from './support/app.js';

describe('What browsers load', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  test('is kept for a year where the page names its version, and checked each time elsewhere', async () => {
    const page = await (await fetch(`${app.url}/`)).text();
    const [named = ''] = /\/assets\/site\.js\?v=[\w-]+/.exec(page) ?? [];
    const cached = async (path: string) =>
      (await fetch(app.url + path)).headers.get('cache-control');
    expect(await cached(named)).toBe('public, max-age=31536000, immutable');
    expect(await cached('/assets/site.js?v=older')).toBe('no-cache');
    expect(await cached('/')).toBe('no-cache');
  });

  test('is not sent again to whoever has it', async () => {
    const first = await fetch(`${app.url}/openapi.json`);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('content-type')).toBe('application/json');
    const second = await fetch(`${app.url}/openapi.json`, { headers: { 'If-None-Match': etag } });
    expect([second.status, await second.text()]).toEqual([304, '']);
  });

  test('travels compressed where that is accepted', async () => {
    const get = (encoding: string) =>
      fetch(`${app.url}/assets/swagger-ui-bundle.js`, { headers: { 'Accept-Encoding': encoding } });
    const [small, large] = await Promise.all([get('gzip'), get('identity')]);
    expect(small.headers.get('content-encoding')).toBe('gzip');
    expect(large.headers.get('content-encoding')).toBeNull();
    expect(await small.text()).toBe(await large.text());
  });

  test.each(['nothing.js', 'asset.ts', '..%2f..%2f..%2fpackage.json', '%2e%2e%2fsite.module.ts'])(
    'is only what was listed: not %s',
    async (name) => {
      const response = await fetch(`${app.url}/assets/${name}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ code: 'unknown-route' }] });
    },
  );
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { protocolFaults } from '../src/jsonapi/openapi/protocol-faults.js';
import { accountFaults } from '../src/site/account-faults.js';
import { mediaFaults } from '../src/site/media-faults.js';
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

  describe('of the documentation', () => {
    const read = async (path: string) => (await fetch(app.url + path)).text();

    test('has an anchor for every code of the catalogue, with its status and its title', async () => {
      const page = await read('/docs/errors');
      for (const { code, status, title } of [...protocolFaults, ...accountFaults, ...mediaFaults]) {
        const [, entry = ''] = page.split(`<h3 id="${code}">`);
        const [said = ''] = entry.split('<h3 ');
        expect(said, code).toContain(`<strong>${status}</strong>`);
        expect(said, code).toContain(title);
        expect(said, code).toMatch(/<em>Do:<\/em> \S/);
      }
    });

    test('is where the errors lead', async () => {
      const response = await fetch(`${app.url}/v1/events?colour=red`);
      const { errors } = (await response.json()) as { errors: { links: { about: string } }[] };
      const about = errors[0]?.links.about ?? '';
      expect(about).toBe(`${app.url}/docs/errors#unknown-parameter`);
      const page = await fetch(about);
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await page.text()).toContain(`id="${new URL(about).hash.slice(1)}"`);
    });

    test.each(['api', 'accounts', 'errors', 'files', 'pictures'])(
      'leads from %s to nothing that is not there',
      async (name) => {
        const page = await read(`/docs/${name}`);
        const links = Array.from(
          page.matchAll(/href="(\/docs[^"]*|#[^"]+)"/g),
          ([, to = '']) => to,
        );
        expect(links).not.toEqual([]);
        const dead: string[] = [];
        for (const link of links) {
          const [path = '', anchor] = link.startsWith('#') ? ['', link.slice(1)] : link.split('#');
          const target = path === '' ? page : await read(path);
          const wanted = anchor === undefined ? '<!doctype html>' : `id="${anchor}"`;
          if (!target.includes(wanted)) dead.push(link);
        }
        expect(dead).toEqual([]);
      },
    );

    test('is no way to other files', async () => {
      for (const name of ['architecture', '..%2fREADME', 'errors.md'])
        expect((await fetch(`${app.url}/docs/${name}`)).status).toBe(404);
    });
  });
});

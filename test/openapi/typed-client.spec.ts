import { readFile } from 'node:fs/promises';
import createClient, { type Client } from 'openapi-fetch';
import openapiTS, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonApi } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { loaded, problemsOf } from './compiled.js';

interface Session {
  /** The generated types are checked where the session is compiled, in memory. */
  readonly rehearse: (api: Client<object>) => Promise<unknown>;
}

const read = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');

// A compiler at work on 24,000 lines of types takes its time where other suites share the machine.
describe('Types that are generated from the running server', () => {
  let app: TestApp;
  let types: string;

  beforeAll(async () => {
    app = await startTestApp();
    const document = (await (await fetch(`${app.url}/openapi.json`)).json()) as object;
    types = astToString(await openapiTS(document as never, { silent: true }));
  });
  afterAll(() => app.close());

  test('let right documents compile, and wrong ones not', async () => {
    const documents = await read('typed-documents.ts.txt');
    expect(problemsOf({ 'api.d.ts': types, 'documents.ts': documents })).toEqual([]);
  });

  test('are enough to write, relate, operate, find and be refused with', async () => {
    const source = await read('typed-session.ts.txt');
    expect(problemsOf({ 'api.d.ts': types, 'session.ts': source })).toEqual([]);
    const { rehearse } = await loaded<Session>(source);
    const api = createClient<object>({
      baseUrl: app.url,
      headers: { Accept: jsonApi, 'Content-Type': jsonApi },
      querySerializer: { array: { style: 'form', explode: false } },
    });
    expect(await rehearse(api)).toEqual({
      speakers: { added: 204, one: 1, removed: 204, none: 0 },
      added: { types: ['track', 'session'], linked: true },
      found: { names: ['Harbour Jazz'], total: 1, next: null },
      conflict: {
        status: 412,
        code: 'precondition-failed',
        about: `${app.url}/docs/errors#precondition-failed`,
      },
    });
  });
});

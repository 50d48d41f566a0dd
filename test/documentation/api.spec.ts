import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Seed } from '../../src/seed/seed.js';
import { Api, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { blocksOf, readPage, rowsOf, unquoted } from './markdown.js';
import { comparable, missingProgram, runExamples } from './shell.js';

describe('the page for those who call the API', () => {
  let app: TestApp;
  let api: Api;
  let page: string;

  beforeAll(async () => {
    page = await readPage('docs/api.md');
    app = await startTestApp();
    await app.nest.get(Seed).run();
    api = new Api(app);
  });

  afterAll(() => app?.close());

  it('says what its requests find', async () => {
    const requests = rowsOf(page).filter(([request = '']) => request.startsWith('`GET /v1/'));
    expect(requests.length).toBeGreaterThan(10);
    for (const [request = '', finds = ''] of requests) {
      const path = unquoted(request).replace(/^GET /, '');
      const { document, status } = await api.get(encodeURI(path));
      expect(status, path).toBe(200);
      expect(found(document.data), path).toBe(finds);
    }
  });

  it('prints what its commands are answered', async (context) => {
    const obstacle = await missingProgram();
    if (obstacle !== null) context.skip(obstacle);
    const examples = await runExamples(blocksOf(page), app.url);
    expect(examples).toHaveLength(15);
    const [silent, telling] = [true, false].map((isSilent) =>
      examples.filter(({ documented }) => (documented === '') === isSilent),
    );
    for (const { commands, printed } of silent!) expect(printed, commands).toBe('');
    for (const { commands, documented, printed } of telling!)
      expect([comparable(printed)], commands).toMatchObject([comparable(documented)]);
  });

  it('is right that what has no value comes last, whichever way', async () => {
    const { token } = await api.signUp();
    const placeless = eventDocument({ name: 'Nowhere', state: 'published' });
    await api.post('/v1/events', placeless, { token });
    for (const sort of ['latitude', '-latitude']) {
      const { document } = await api.get(`/v1/events?sort=${sort}`);
      expect(document.data.at(-1).attributes.name).toBe('Nowhere');
    }
  });
});

interface Named {
  readonly type: string;
  readonly attributes?: { readonly name?: string };
}

function found(data: readonly Named[]): string {
  const [only] = data;
  if (only?.type === 'user' && data.length === 1) return 'one user';
  return data.map(({ attributes }) => attributes?.name).join(' · ');
}

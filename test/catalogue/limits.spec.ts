import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';

/** Large enough for every format, small enough to be passed. */
const settings = { MEDIA_MAX_BYTES: '150000', FILES_MAX_BYTES: '250000' };

describe('what the settings say', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let told: Readonly<Record<string, any>>; // oxlint-disable-line typescript/no-explicit-any -- attributes of all kinds

  beforeAll(async () => {
    app = await startTestApp(settings);
    api = new Api(app);
    user = await api.signUp();
    told = (await api.get('/v1/settings')).document.data.attributes;
  });

  afterAll(() => app.close());

  const create = (attributes: Readonly<Record<string, unknown>>) =>
    api.post('/v1/events', eventDocument(attributes), user);
  /** What is first looked at is how long it is; what it is, is looked at after that. */
  const ofSize = (kilobytes: number, more: number) =>
    dataUri(Buffer.alloc(kilobytes * 1000 + more, 'x'), 'data:application/pdf;base64');

  it.each([
    ['image-size', 'original-image-url', 'picture-too-large'],
    ['logo-size', 'logo-url', 'picture-too-large'],
  ])('is the limit: %s of %s', async (setting, attribute, code) => {
    const within = await create({ [attribute]: ofSize(told[setting], 0) });
    expect(within.document.errors[0].code).toBe('not-a-picture');
    const beyond = await create({ [attribute]: ofSize(told[setting], 1) });
    expect(beyond.status).toBe(413);
    expect(beyond.document.errors[0]).toMatchObject({
      code,
      source: { pointer: `/data/attributes/${attribute}` },
      meta: { limit: told[setting] * 1000 },
    });
  });

  it('is the limit: slide-size of documents', async () => {
    const links = (more: number) => ({
      'document-links': [{ name: 'Plan', link: ofSize(told['slide-size'], more) }],
    });
    const within = await create(links(0));
    expect(within.document.errors[0].status).not.toBe('413');
    const beyond = await create(links(1));
    expect(beyond.status).toBe(413);
    expect(beyond.document.errors[0]).toMatchObject({
      source: { pointer: '/data/attributes/document-links/0/link' },
      meta: { limit: told['slide-size'] * 1000 },
    });
  });

  it('is what pictures may be: each format that is named is taken', async () => {
    const formats = ['png', 'jpeg', 'webp', 'gif', 'avif'] as const;
    expect(new Set(told['image-formats'])).toEqual(new Set(formats.map((one) => `image/${one}`)));
    for (const format of formats) {
      const picture = await drawPicture(format, { width: 60, height: 45 });
      const answer = await create({ 'logo-url': dataUri(picture, `data:image/${format};base64`) });
      expect(answer.status, format).toBe(201);
    }
  });

  it('is for nobody to change: whoever runs the server sets it', async () => {
    const { document } = await api.get('/v1/settings');
    const answer = await api.patch('/v1/settings/1', { data: document.data }, user);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { formOf, formType } from '../support/form.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { tracesOf } from '../support/traces.js';

describe('POST /v1/upload/image', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp();
    api = new Api(app);
    user = await api.signUp();
  });

  afterAll(() => app.close());

  function upload(data: unknown, caller: Partial<SignedUp> = user) {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    return api.post('/v1/upload/image', { data }, { ...caller, headers });
  }

  function send(body: Buffer, type: string) {
    const headers = { 'Content-Type': type, Accept: 'application/json' };
    return api.post('/v1/upload/image', body, { ...user, headers });
  }

  it('answers with the URL of the picture, plain JSON', async () => {
    const gif = await drawPicture('gif');
    const { document, headers, status } = await upload(dataUri(gif, 'data:image/gif;base64'));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(Object.keys(document)).toEqual(['url']);
    const served = await fetch(document.url);
    expect(served.headers.get('content-type')).toBe('image/gif');
  });

  it.each([
    'data:image/jpg;base64',
    'data:IMAGE/JPEG;BASE64',
    'data:image/gif;charset=utf-8;base64',
    'data:application/octet-stream;base64',
    'data:;base64',
  ])('takes type and extension from the bytes, not from the label %s', async (head) => {
    const { document, status } = await upload(dataUri(await drawPicture('png'), head));
    expect(status).toBe(200);
    expect(document.url).toMatch(/\.png$/);
  });

  it('takes base64 with a line break every 76 characters', async () => {
    const picture = await drawPicture('jpeg');
    for (const lineBreak of ['\n', '\r\n']) {
      const lines = picture.toString('base64').match(/.{1,76}/g) ?? [];
      const { status } = await upload(`data:image/jpeg;base64,${lines.join(lineBreak)}`);
      expect(status).toBe(200);
    }
  });

  it('gives a URL that an image attribute then takes, with renditions of its presets', async () => {
    const { document } = await upload(
      dataUri(await drawPicture('png', { width: 900, height: 300 })),
    );
    const created = await api.post(
      '/v1/events',
      eventDocument({ 'original-image-url': document.url }),
      user,
    );
    expect(created.status).toBe(201);
    const { attributes, meta } = created.document.data;
    expect(attributes['original-image-url']).toBe(document.url);
    expect(meta.images['original-image-url']).toMatchObject({ width: 900, height: 300 });
    const [one, two] = await Promise.all([
      fetch(attributes['thumbnail-image-url']),
      fetch(attributes['thumbnail-image-url']),
    ]);
    expect([one.status, two.status]).toEqual([200, 200]);
    const avatar = await api.patch(
      `/v1/users/${user.id}`,
      { data: { type: 'user', id: user.id, attributes: { 'avatar-url': document.url } } },
      user,
    );
    expect(avatar.document.data.attributes['icon-image-url']).not.toBe(
      attributes['icon-image-url'],
    );
    expect((await fetch(avatar.document.data.attributes['icon-image-url'])).status).toBe(200);
  });

  it('lives as long as any attribute refers to it, and cannot be taken by another user', async () => {
    const { document } = await upload(dataUri(await drawPicture('png')));
    const thief = await api.signUp();
    const stolen = await api.post('/v1/events', eventDocument({ 'logo-url': document.url }), thief);
    expect(stolen.status).toBe(422);
    const attributes = { 'original-image-url': document.url, 'logo-url': document.url };
    const made = await api.post('/v1/events', eventDocument(attributes), user);
    const { id } = made.document.data;
    const remove = (name: string) =>
      api.patch(
        `/v1/events/${id}`,
        { data: { type: 'event', id, attributes: { [name]: null } } },
        user,
      );
    await remove('original-image-url');
    expect((await fetch(document.url)).status).toBe(200);
    await remove('logo-url');
    expect((await fetch(document.url)).status).toBe(404);
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)(
    'takes a %s by itself, whatever picture it is called',
    async (format) => {
      const picture = await drawPicture(format, { width: 90, height: 60 });
      const { document, status } = await send(picture, 'image/x-unknown');
      expect(status).toBe(200);
      const served = await fetch(document.url);
      expect(served.headers.get('content-type')).toBe(`image/${format}`);
    },
  );

  it('takes a picture as the part of a form', async () => {
    const content = await drawPicture('png');
    const form = formOf([{ name: 'file', fileName: 'a.jpg', type: 'image/jpeg', content }]);
    const { document, status } = await send(form, formType);
    expect(status).toBe(200);
    expect(document.url).toMatch(/\.png$/);
    const event = eventDocument({ 'logo-url': document.url });
    expect((await api.post('/v1/events', event, user)).status).toBe(201);
  });

  it('points at the picture that it refuses, wherever it was', async () => {
    const pdf = Buffer.from('%PDF-1.7');
    const alone = await send(pdf, 'image/png');
    expect(alone.status).toBe(415);
    expect(alone.document.errors[0]).toMatchObject({
      code: 'not-a-picture',
      source: { pointer: '' },
      meta: { found: 'PDF' },
    });
    const form = await send(formOf([{ name: 'file', content: pdf }]), formType);
    expect(form.document.errors[0]).toMatchObject({
      code: 'not-a-picture',
      source: { pointer: '/file' },
    });
    for (const [body, type, status] of [
      [Buffer.from('x'), 'application/pdf', 415],
      [Buffer.from('x'), 'multipart/mixed', 415],
      [formOf([]), formType, 422],
      [formOf([{ name: 'data', content: pdf }]), formType, 422],
    ] as const)
      expect((await send(body, type)).status).toBe(status);
    await expect.poll(async () => (await tracesOf(app)).spooled).toEqual([]);
  });

  it.each([
    ['a text', 'hello', 422],
    ['nothing', undefined, 422],
    ['a number', 5, 422],
    ['a data URI without base64', 'data:image/png,abc', 422],
  ])('refuses %s with a pointer', async (_name, data, status) => {
    const answer = await upload(data);
    expect(answer.status).toBe(status);
    expect(answer.document.errors[0].source.pointer).toBe(data === undefined ? '' : '/data');
  });

  it('is for users alone', async () => {
    expect((await upload('data:image/png;base64,AAAA', { token: undefined })).status).toBe(401);
  });

  it('makes no rendition of a size that nobody declared', async () => {
    const { document } = await upload(dataUri(await drawPicture('png')));
    const base = document.url.replace(/\.png$/, '');
    for (const part of [
      'huge',
      'event-huge',
      // What every object knows.
      'constructor',
      'event-constructor',
      'nobody-large',
      'large',
      'original',
      '..%2f..%2fx',
      'event-large.exe',
    ])
      expect((await fetch(`${base}/${part}.png`)).status).toBe(404);
    expect((await fetch(`${app.url}/media/..%2f..%2fjwt-secret`)).status).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { tracesOf } from '../support/traces.js';

const atomic = 'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"';

describe('the alt text of a picture', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let picture: string;

  beforeAll(async () => {
    app = await startTestApp();
    api = new Api(app);
    user = await api.signUp();
    picture = dataUri(await drawPicture('png', { width: 30, height: 20 }));
  });
  afterAll(() => app.close());

  const create = (attributes: Record<string, unknown>) =>
    api.post('/v1/events', eventDocument(attributes), user);

  const update = (id: string, attributes: Record<string, unknown>) =>
    api.patch(`/v1/events/${id}`, { data: { type: 'event', id, attributes } }, user);

  /** An event with a picture and a text. */
  async function described() {
    const { document } = await create({
      'original-image-url': picture,
      'original-image-alt': 'A pier',
    });
    return document.data;
  }

  const textOf = (answer: Awaited<ReturnType<typeof create>>) => [
    answer.status,
    answer.document.data?.attributes['original-image-alt'],
    answer.document.data?.meta?.images?.['original-image-url']?.alt,
  ];

  const refusalOf = (answer: Awaited<ReturnType<typeof create>>) =>
    answer.document.errors?.map((error: { code: string; source: { pointer: string } }) => [
      error.code,
      error.source.pointer,
    ]);

  it('is an attribute beside that of the picture, and stands in its description too', async () => {
    const made = await create({ 'original-image-url': picture, 'original-image-alt': 'A pier' });
    expect(textOf(made)).toEqual([201, 'A pier', 'A pier']);
    const read = await api.get(`/v1/events/${made.document.data.id}`, user);
    expect(textOf(read)).toEqual([200, 'A pier', 'A pier']);
  });

  it('is written alone, and the picture stays', async () => {
    const { attributes, id } = await described();
    const before = await tracesOf(app);
    const answer = await update(id, { 'original-image-alt': 'A pier at dusk' });
    expect(textOf(answer)).toEqual([200, 'A pier at dusk', 'A pier at dusk']);
    expect(answer.document.data.attributes).toMatchObject({
      'original-image-url': attributes['original-image-url'],
      'icon-image-url': attributes['icon-image-url'],
    });
    expect(await tracesOf(app)).toEqual(before);
  });

  it('is taken away by null, and is not the same as an empty one', async () => {
    const { id } = await described();
    expect(textOf(await update(id, { 'original-image-alt': '' }))).toEqual([200, '', '']);
    expect(textOf(await update(id, { 'original-image-alt': null }))).toEqual([200, null, null]);
  });

  it('stays when the picture is sent back, with or without it', async () => {
    const { attributes, id } = await described();
    const url = attributes['original-image-url'];
    expect(textOf(await update(id, { 'original-image-url': url }))[1]).toBe('A pier');
    const both = { 'original-image-url': url, 'original-image-alt': 'Another' };
    expect(textOf(await update(id, both))).toEqual([200, 'Another', 'Another']);
  });

  it('goes when another picture comes, unless one is sent with it', async () => {
    const { id } = await described();
    const both = { 'original-image-url': picture, 'original-image-alt': 'Another' };
    expect(textOf(await update(id, both))).toEqual([200, 'Another', 'Another']);
    expect(textOf(await update(id, { 'original-image-url': picture }))).toEqual([200, null, null]);
  });

  it('describes an upload where it is attached, each place in words of its own', async () => {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    const upload = await api.post('/v1/upload/image', { data: picture }, { ...user, headers });
    const { url } = upload.document;
    const made = await create({
      'original-image-url': url,
      'original-image-alt': 'A pier',
      'logo-url': url,
      'logo-alt': 'Our sign',
    });
    expect(made.document.data.attributes).toMatchObject({
      'original-image-alt': 'A pier',
      'logo-alt': 'Our sign',
    });
  });

  it('goes with its picture, even where a whole document sends it back', async () => {
    const one = await described();
    expect(textOf(await update(one.id, { 'original-image-url': null }))[1]).toBeNull();
    const { attributes, id } = await described();
    const whole = { ...attributes, 'original-image-url': null };
    expect(textOf(await update(id, whole))).toEqual([200, null, undefined]);
  });

  it.each([
    ['on create', (text: string | null) => create({ 'logo-alt': text })],
    ['with null for one', (text: string | null) => create({ 'logo-alt': text, 'logo-url': null })],
    [
      'on update',
      async (text: string | null) =>
        update((await create({})).document.data.id, { 'logo-alt': text }),
    ],
  ])('is refused where there is no picture, %s; null is not', async (_when, write) => {
    const refused = await write('Our sign');
    expect([refused.status, refusalOf(refused)]).toEqual([
      422,
      [['alt-without-picture', '/data/attributes/logo-alt']],
    ]);
    const taken = await write(null);
    expect(taken.document.data.attributes['logo-alt']).toBeNull();
  });

  it('leaves nothing of the other picture of a document that is refused for it', async () => {
    const before = await tracesOf(app);
    await create({ 'original-image-url': picture, 'logo-alt': 'Our sign' });
    expect(await tracesOf(app)).toEqual(before);
  });

  it('has at most 1000 characters, and is a text', async () => {
    const { id } = await described();
    const longest = '🎷'.repeat(1000);
    expect(textOf(await update(id, { 'original-image-alt': longest }))[1]).toBe(longest);
    for (const text of [`${longest}!`, 7, ['A pier'], 'A\u0000pier']) {
      const refused = await update(id, { 'original-image-alt': text });
      expect(refusalOf(refused)).toEqual([
        ['invalid-value', '/data/attributes/original-image-alt'],
      ]);
    }
  });

  it('of a whole document with all its meta stands; what its meta says is ignored', async () => {
    const data = await described();
    const same = await api.patch(`/v1/events/${data.id}`, { data }, user);
    expect(same.document.data).toEqual(data);
    data.meta.images['original-image-url'].alt = 'Edited in the wrong place';
    const answer = await api.patch(`/v1/events/${data.id}`, { data }, user);
    expect(textOf(answer)).toEqual([200, 'A pier', 'A pier']);
  });

  it('finds the pictures that nobody has described', async () => {
    const { id } = await described();
    await update(id, { 'original-image-alt': null, name: 'Undescribed' });
    const filter = JSON.stringify([
      { name: 'original-image-alt', op: 'eq', val: null },
      { name: 'name', op: 'eq', val: 'Undescribed' },
    ]);
    const found = await api.get(`/v1/events?filter=${encodeURIComponent(filter)}`, user);
    expect(found.document.data.map((event: { id: string }) => event.id)).toEqual([id]);
  });

  it('belongs to every picture, such as that of a user', async () => {
    const attributes = { 'avatar-url': picture, 'avatar-alt': 'Ada, smiling' };
    const document = { data: { type: 'user', id: user.id, attributes } };
    const answer = await api.patch(`/v1/users/${user.id}`, document, user);
    expect(answer.document.data.attributes['avatar-alt']).toBe('Ada, smiling');
    expect(answer.document.data.meta.images['avatar-url'].alt).toBe('Ada, smiling');
  });

  describe('in atomic operations', () => {
    const operate = (...operations: unknown[]) =>
      api.post(
        '/v1/operations',
        { 'atomic:operations': operations },
        { ...user, headers: { 'Content-Type': atomic, Accept: atomic } },
      );

    it('is written by an add and by an update', async () => {
      const attributes = { 'original-image-url': picture, 'original-image-alt': 'A pier' };
      const { data } = eventDocument(attributes);
      const { document } = await operate(
        { op: 'add', data: { ...data, lid: 'new' } },
        {
          op: 'update',
          data: { type: 'event', lid: 'new', attributes: { 'original-image-alt': 'At dusk' } },
        },
      );
      const texts = document['atomic:results'].map(
        (result: { data: { attributes: Record<string, unknown> } }) =>
          result.data.attributes['original-image-alt'],
      );
      expect(texts).toEqual(['A pier', 'At dusk']);
    });

    it('is refused at its member', async () => {
      const { id } = await described();
      const refused = await operate(
        { op: 'update', data: { type: 'event', id, attributes: { 'original-image-alt': '' } } },
        { op: 'update', data: { type: 'event', id, attributes: { 'logo-alt': 'Our sign' } } },
      );
      expect(refusalOf(refused)).toEqual([
        ['alt-without-picture', '/atomic:operations/1/data/attributes/logo-alt'],
      ]);
      const read = await api.get(`/v1/events/${id}`, user);
      expect(textOf(read)[1], 'all or none').toBe('A pier');
    });
  });
});

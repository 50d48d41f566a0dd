import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Api, type ApiResponse, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { type Traces, tracesOf } from '../support/traces.js';

const atomic = 'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"';

describe('POST /v1/operations', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let other: SignedUp;
  let before: Traces;

  beforeAll(async () => {
    app = await startTestApp();
    api = new Api(app);
    [user, other] = [await api.signUp(), await api.signUp()];
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    before = await tracesOf(app);
  });

  function run(operations: unknown, caller: Partial<SignedUp> = user) {
    const headers = { 'Content-Type': atomic, Accept: atomic };
    return api.post('/v1/operations', { 'atomic:operations': operations }, { ...caller, headers });
  }

  const add = (attributes: Record<string, unknown> = {}, members = {}) => ({
    op: 'add',
    data: { ...eventDocument(attributes).data, ...members },
  });

  function pointersOf({ document }: ApiResponse): readonly string[] {
    const errors: readonly { source: { pointer: string } }[] = document.errors;
    return errors.map(({ source }) => source.pointer);
  }

  async function nothingChanged(): Promise<void> {
    await expect.poll(() => tracesOf(app)).toEqual(before);
  }

  it('adds, updates and removes in order, and answers each in its place', async () => {
    const { document, headers, status } = await run([
      add({ name: 'One' }, { lid: 'one' }),
      {
        op: 'update',
        ref: { type: 'event', lid: 'one' },
        data: { type: 'event', lid: 'one', attributes: { name: 'Uno' } },
      },
      add({ name: 'Two' }, { lid: 'two' }),
      { op: 'remove', ref: { type: 'event', lid: 'two' } },
    ]);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe(atomic);
    const results = document['atomic:results'];
    expect(results).toHaveLength(4);
    expect(results[0].data.attributes.name).toBe('One');
    expect(results[1].data).toMatchObject({ id: results[0].data.id, attributes: { name: 'Uno' } });
    expect(results[3]).toEqual({});
    expect((await api.get(`/v1/events/${results[1].data.id}`, user)).status).toBe(200);
    expect((await api.get(`/v1/events/${results[2].data.id}`, user)).status).toBe(404);
  });

  it('takes href in the place of ref', async () => {
    const added = await run([{ ...add(), href: '/v1/events' }]);
    const { id } = added.document['atomic:results'][0].data;
    const data = { type: 'event', id, attributes: { name: 'By link' } };
    const updated = await run([{ op: 'update', href: `${app.url}/v1/events/${id}`, data }]);
    expect(updated.document['atomic:results'][0].data.attributes.name).toBe('By link');
    expect((await run([{ op: 'remove', href: `/v1/events/${id}` }])).status).toBe(200);
  });

  it('stores the pictures of all operations', async () => {
    const png = dataUri(await drawPicture('png'));
    const { document } = await run([
      add({ 'original-image-url': png, 'logo-url': png }),
      add({ 'original-image-url': png }),
    ]);
    const [one, two] = document['atomic:results'];
    for (const url of [
      one.data.attributes['original-image-url'],
      one.data.attributes['logo-url'],
      two.data.attributes['thumbnail-image-url'],
    ])
      expect((await fetch(url)).status).toBe(200);
  });

  const change = (target: object, logo: string | null) => ({
    op: 'update',
    ref: { type: 'event', ...target },
    data: { type: 'event', ...target, attributes: { 'logo-url': logo } },
  });

  it('keeps no picture that a later operation replaces', async () => {
    const one = { lid: 'one' };
    const logos = [await drawPicture('png'), await drawPicture('gif')].map((logo) => dataUri(logo));
    const changes = [...logos.slice(1), null].map((logo) => change(one, logo));
    expect((await run([add({ 'logo-url': logos[0] }, one), ...changes])).status).toBe(200);
    const { attachments, files, ledger } = before;
    await expect.poll(() => tracesOf(app)).toMatchObject({ attachments, files, ledger });
  });

  it('keeps an upload that several operations name until the last lets go of it', async () => {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    const data = dataUri(await drawPicture('png'));
    const upload = await api.post('/v1/upload/image', { data }, { token: user.token, headers });
    const logo = { 'logo-url': upload.document.url };
    const { document } = await run([add(logo), add(logo)]);
    const [one, two] = document['atomic:results'].map(
      (result: { readonly data: { readonly id: string } }) => ({ id: result.data.id }),
    );
    expect((await run([change(one, null)])).status).toBe(200);
    expect((await fetch(upload.document.url)).status).toBe(200);
    expect((await run([change(two, null), change(two, null)])).status).toBe(200);
    expect((await fetch(upload.document.url)).status).toBe(404);
  });

  it('changes nothing when one operation fails, the pictures included', async () => {
    const png = dataUri(await drawPicture('png'));
    const answer = await run([
      add({ 'original-image-url': png }),
      { op: 'remove', ref: { type: 'event', id: '999999' } },
    ]);
    expect(answer.status).toBe(404);
    expect(answer.document.errors[0].source.pointer).toBe('/atomic:operations/1/ref');
    await nothingChanged();
  });

  it('points into the operation whose picture or member is wrong', async () => {
    const png = await drawPicture('png');
    const damaged = await run([
      add({ 'original-image-url': dataUri(png) }),
      add({ 'original-image-url': dataUri(png.subarray(0, 500)) }),
    ]);
    expect(damaged.status).toBe(422);
    expect(damaged.document.errors[0].source.pointer).toBe(
      '/atomic:operations/1/data/attributes/original-image-url',
    );
    const wrong = await run([add({ name: 7 }), add({ timezone: 'Mars' })]);
    expect(pointersOf(wrong)).toEqual([
      '/atomic:operations/0/data/attributes/name',
      '/atomic:operations/1/data/attributes/timezone',
    ]);
    await nothingChanged();
  });

  it('lets nobody do here what he may not do elsewhere', async () => {
    const attributes = { state: 'published' };
    const { document } = await api.post('/v1/events', eventDocument(attributes), user);
    const ref = { type: 'event', id: document.data.id };
    const data = { ...ref, attributes: { name: 'Mine' } };
    expect((await run([{ op: 'update', ref, data }], other)).status).toBe(403);
    expect((await run([{ op: 'remove', ref }], other)).status).toBe(403);
    expect((await run([add()], { token: undefined })).status).toBe(401);
  });

  it('relates what it adds to what it has added', async () => {
    const event = { data: { type: 'event', lid: 'e' } };
    const { document, status } = await run([
      add({ name: 'With a programme' }, { lid: 'e' }),
      {
        op: 'add',
        data: {
          type: 'speaker',
          lid: 'ada',
          attributes: { name: 'Ada' },
          relationships: { event },
        },
      },
      {
        op: 'add',
        data: {
          type: 'session',
          lid: 's',
          attributes: { title: 'Notes' },
          relationships: { event, speakers: { data: [{ type: 'speaker', lid: 'ada' }] } },
        },
      },
      {
        op: 'remove',
        ref: { type: 'session', lid: 's', relationship: 'speakers' },
        data: [{ type: 'speaker', lid: 'ada' }],
      },
      {
        op: 'add',
        ref: { type: 'session', lid: 's', relationship: 'speakers' },
        data: [{ type: 'speaker', lid: 'ada' }],
      },
    ]);
    expect(status).toBe(200);
    const [, speaker, session] = document['atomic:results'];
    const linkage = await api.get(`/v1/sessions/${session.data.id}/relationships/speakers`, user);
    expect(linkage.document.data).toEqual([{ type: 'speaker', id: speaker.data.id }]);
  });

  it.each([
    ['no list', {}, '/atomic:operations'],
    ['an empty list', [], '/atomic:operations'],
    ['an operation that is no object', [5], '/atomic:operations/0'],
    ['an unknown op', [{ op: 'move' }], '/atomic:operations/0/op'],
    [
      'ref and href at once',
      [{ op: 'remove', ref: { type: 'event', id: '1' }, href: '/v1/events/1' }],
      '/atomic:operations/0',
    ],
    [
      'an unknown type',
      [{ op: 'remove', ref: { type: 'dog', id: '1' } }],
      '/atomic:operations/0/ref/type',
    ],
    [
      'a lid that nothing adds',
      [{ op: 'remove', ref: { type: 'event', lid: 'x' } }],
      '/atomic:operations/0/ref/lid',
    ],
    [
      'an href elsewhere',
      [{ op: 'remove', href: 'https://elsewhere.example/v1/events/1' }],
      '/atomic:operations/0/href',
    ],
    ['removing without a target', [{ op: 'remove' }], '/atomic:operations/0'],
  ])('refuses %s with a pointer', async (_name, operations, pointer) => {
    const answer = await run(operations);
    expect(answer.status).toBe(422);
    expect(answer.document.errors[0].source.pointer).toBe(pointer);
  });

  it('refuses the same lid twice, and more operations than it takes', async () => {
    const twice = await run([add({}, { lid: 'a' }), add({}, { lid: 'a' })]);
    expect(twice.document.errors[0].source.pointer).toBe('/atomic:operations/1/data/lid');
    const many = await run(Array.from({ length: 101 }, () => ({ op: 'remove' })));
    expect(many.status).toBe(413);
    expect(many.document.errors[0].meta).toEqual({ limit: 100, actual: 101 });
    await nothingChanged();
  });

  it('speaks the extension only, and no other route does', async () => {
    const body = { 'atomic:operations': [add()] };
    expect((await api.post('/v1/operations', body, user)).status).toBe(415);
    const accept = { 'Content-Type': atomic, Accept: 'application/vnd.api+json' };
    expect((await api.post('/v1/operations', body, { ...user, headers: accept })).status).toBe(406);
    const headers = { 'Content-Type': atomic };
    expect((await api.post('/v1/events', eventDocument(), { ...user, headers })).status).toBe(415);
    const query = { 'Content-Type': atomic, Accept: atomic };
    expect(
      (await api.post('/v1/operations?include=owner', body, { ...user, headers: query })).status,
    ).toBe(400);
    await nothingChanged();
  });
});

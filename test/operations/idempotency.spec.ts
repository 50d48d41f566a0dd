import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { query, tracesOf } from '../support/traces.js';

describe('a POST with an Idempotency-Key', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let picture: string;

  beforeAll(async () => {
    app = await startTestApp();
    api = new Api(app);
    user = await api.signUp();
    picture = dataUri(await drawPicture('png'));
  });

  afterAll(() => app.close());

  function create(key: string, name: string, caller: SignedUp = user) {
    const body = eventDocument({ name, 'original-image-url': picture });
    return api.post('/v1/events', body, { ...caller, headers: { 'Idempotency-Key': key } });
  }

  it('is carried out once, and a repeat gets the first answer to the byte', async () => {
    const first = await create('once', 'One');
    const before = await tracesOf(app);
    const again = await create('once', 'One');
    expect(again.status).toBe(201);
    expect(again.document).toEqual(first.document);
    for (const header of ['location', 'etag', 'content-type'])
      expect(again.headers.get(header)).toBe(first.headers.get(header));
    await expect.poll(() => tracesOf(app)).toEqual(before);
  });

  it('is carried out once when it is sent many times at once', async () => {
    const before = await tracesOf(app);
    const answers = await Promise.all(Array.from({ length: 6 }, () => create('storm', 'Storm')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ document }) => document.data.id)).size).toBe(1);
    const after = await tracesOf(app);
    expect(after.events).toBe(before.events + 1);
    await expect.poll(async () => (await tracesOf(app)).ledger).toBe(before.ledger + 1);
  });

  it('is refused when another request has the key, even one with another picture', async () => {
    await create('taken', 'First');
    const other = await create('taken', 'Second');
    expect(other.status).toBe(422);
    expect(other.document.errors[0]).toMatchObject({
      code: 'idempotency-key-reused',
      source: { header: 'Idempotency-Key' },
    });
    const body = eventDocument({
      name: 'First',
      'original-image-url': dataUri(await drawPicture('gif')),
    });
    const headers = { 'Idempotency-Key': 'taken' };
    expect((await api.post('/v1/events', body, { ...user, headers })).status).toBe(422);
  });

  it("has a key of its own beside another user's", async () => {
    const mine = await create('shared', 'Mine');
    const other = await api.signUp();
    const theirs = await create('shared', 'Mine', other);
    expect(theirs.status).toBe(201);
    expect(theirs.document.data.id).not.toBe(mine.document.data.id);
  });

  it('can be sent again after a refusal, for nothing was kept', async () => {
    const headers = { 'Idempotency-Key': 'retry' };
    const wrong = await api.post('/v1/events', eventDocument({ timezone: 'Mars' }), {
      ...user,
      headers,
    });
    expect(wrong.status).toBe(422);
    expect((await create('retry', 'Right')).status).toBe(201);
  });

  it('is forgotten after 24 hours', async () => {
    const first = await create('old', 'Old');
    await query(app, "UPDATE idempotency_records SET created_at = now() - interval '25 hours'");
    const later = await create('old', 'Old');
    expect(later.status).toBe(201);
    expect(later.document.data.id).not.toBe(first.document.data.id);
  });

  it('works for uploads and operations too', async () => {
    const upload = () =>
      api.post(
        '/v1/upload/image',
        { data: picture },
        {
          ...user,
          headers: { 'Idempotency-Key': 'upload', 'Content-Type': 'application/json' },
        },
      );
    const [one, two] = [await upload(), await upload()];
    expect(two.document).toEqual(one.document);
    const type = 'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"';
    const operate = () =>
      api.post(
        '/v1/operations',
        { 'atomic:operations': [{ op: 'add', data: eventDocument().data }] },
        {
          ...user,
          headers: { 'Idempotency-Key': 'operate', 'Content-Type': type, Accept: type },
        },
      );
    const [three, four] = [await operate(), await operate()];
    expect(three.status).toBe(200);
    expect(four.document).toEqual(three.document);
  });

  it('is a 400 for a key that is none', async () => {
    for (const key of ['', 'x'.repeat(256)]) expect((await create(key, 'x')).status).toBe(400);
  });
});

describe('conditional requests', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp();
    api = new Api(app);
    user = await api.signUp();
  });

  afterAll(() => app.close());

  const change = (id: string, name: string) => ({
    data: { type: 'event', id, attributes: { name } },
  });

  it('are answered with 304 and no body while the document is the same', async () => {
    const { document } = await api.post('/v1/events', eventDocument(), user);
    const path = `/v1/events/${document.data.id}`;
    const etag = (await api.get(path, user)).headers.get('etag') ?? '';
    const again = await api.get(path, { ...user, headers: { 'If-None-Match': etag } });
    expect([again.status, again.document]).toEqual([304, undefined]);
    expect(again.headers.get('etag')).toBe(etag);
    await api.patch(path, change(document.data.id, 'Changed'), user);
    expect((await api.get(path, { ...user, headers: { 'If-None-Match': etag } })).status).toBe(200);
    const list = (await api.get('/v1/events', user)).headers.get('etag') ?? '';
    expect(
      (await api.get('/v1/events', { ...user, headers: { 'If-None-Match': list } })).status,
    ).toBe(304);
  });

  it('let the first of two editors write and refuse the second', async () => {
    const { document, headers } = await api.post('/v1/events', eventDocument(), user);
    const { id } = document.data;
    const path = `/v1/events/${id}`;
    const ifMatch = { 'If-Match': headers.get('etag') ?? '' };
    const answers = await Promise.all(
      ['Ann', 'Ben'].map((name) =>
        api.patch(path, change(id, name), { ...user, headers: ifMatch }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 412]));
    const refused = answers.find(({ status }) => status === 412);
    expect(refused?.document.errors[0].source).toEqual({ header: 'If-Match' });
    expect((await api.delete(path, { ...user, headers: ifMatch })).status).toBe(412);
    const current = (await api.get(path, user)).headers.get('etag') ?? '';
    const sparse = (await api.get(`${path}?fields[event]=name`, user)).headers.get('etag') ?? '';
    expect(
      (await api.patch(path, change(id, 'Cid'), { ...user, headers: { 'If-Match': sparse } }))
        .status,
    ).toBe(200);
    expect(
      (await api.patch(path, change(id, 'Dee'), { ...user, headers: { 'If-Match': current } }))
        .status,
    ).toBe(412);
    expect(
      (await api.patch(path, change(id, 'Eve'), { ...user, headers: { 'If-Match': '*' } })).status,
    ).toBe(200);
  });
});

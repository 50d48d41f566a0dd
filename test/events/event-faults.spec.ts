import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Api, type ApiResponse, type SignedUp, eventDocument, jsonApi } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { type Traces, query, tracesOf } from '../support/traces.js';

describe('a refused request', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let picture: Buffer;
  let before: Traces;

  beforeAll(async () => {
    app = await startTestApp({ MEDIA_MAX_BYTES: '200000' });
    api = new Api(app);
    user = await api.signUp();
    picture = await drawPicture('png', { width: 200, height: 150 });
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    before = await tracesOf(app);
  });

  afterEach(async () => {
    // Whatever was refused has stored nothing and left nothing behind.
    // oxlint-disable-next-line vitest/no-standalone-expect -- it belongs to every test of this suite
    await expect.poll(() => tracesOf(app)).toEqual(before);
  });

  function create(attributes: Record<string, unknown>): Promise<ApiResponse> {
    return api.post('/v1/events', eventDocument(attributes), user);
  }

  function pointers({ document }: ApiResponse): readonly string[] {
    return document.errors.map((error: any) => error.source?.pointer); // oxlint-disable-line typescript/no-explicit-any -- any error
  }

  it('names the members of a document that are wrong, all together', async () => {
    const answer = await create({
      nme: 'x',
      'starts-at': 'tomorrow',
      timezone: 'Mars/Olympus',
      latitude: 91,
      'original-image-url': 'https://elsewhere.example/a.png',
      online: 'yes',
    });
    expect(answer.status).toBe(422);
    expect([...pointers(answer)].sort()).toEqual([
      '/data/attributes/latitude',
      '/data/attributes/nme',
      '/data/attributes/online',
      '/data/attributes/starts-at',
      '/data/attributes/timezone',
    ]);
  });

  it('points at the object that lacks a required member, and names the member', async () => {
    const answer = await api.post('/v1/events', { data: { type: 'event', attributes: {} } }, user);
    expect(answer.status).toBe(422);
    const errors: readonly { source: { pointer: string }; meta: { member: string } }[] =
      answer.document.errors;
    const missing = errors.map(({ meta, source }) => [source.pointer, meta.member]);
    expect(missing).toEqual(
      ['name', 'starts-at', 'ends-at', 'timezone'].map((member) => ['/data/attributes', member]),
    );
  });

  it.each([
    ['no picture at all', () => Buffer.from('GIF, or so they say'), 415, 'not-a-picture'],
    ['a picture cut short', () => picture.subarray(0, 2000), 422, 'picture-damaged'],
    ['a TIFF', () => Buffer.from('II*\0and more of it'), 415, 'not-a-picture'],
  ] as const)('is a 4xx at the attribute for %s', async (_name, bytes, status, code) => {
    const answer = await create({ 'original-image-url': dataUri(bytes()) });
    expect(answer.status).toBe(status);
    expect(answer.document.errors[0].code).toBe(code);
    expect(pointers(answer)).toEqual(['/data/attributes/original-image-url']);
  });

  it.each([
    ['a foreign character', 'data:image/png;base64,iVBO*w0KGgo='],
    ['the URL-safe alphabet', 'data:image/png;base64,iVBO-_0KGgo='],
    ['wrong padding', 'data:image/png;base64,iVBORw0KGgo'],
    ['stray bits', 'data:image/png;base64,iVBORw0KGgp='],
  ])('is a 422 at the attribute for base64 with %s', async (_name, uri) => {
    const answer = await create({ 'original-image-url': uri });
    expect(answer.status).toBe(422);
    expect(answer.document.errors[0].code).toBe('invalid-base64');
    expect(pointers(answer)).toEqual(['/data/attributes/original-image-url']);
  });

  it('is a 413 with limit for a picture over MEDIA_MAX_BYTES', async () => {
    const answer = await create({ 'original-image-url': dataUri(Buffer.alloc(200_001, 7)) });
    expect(answer.status).toBe(413);
    expect(answer.document.errors[0]).toMatchObject({
      code: 'picture-too-large',
      source: { pointer: '/data/attributes/original-image-url' },
      meta: { limit: 200_000 },
    });
  });

  it('is a 422 for a picture in an attribute that takes none', async () => {
    const answer = await create({ description: dataUri(picture) });
    expect(answer.status).toBe(422);
    expect(answer.document.errors[0].code).toBe('picture-not-expected');
    expect(pointers(answer)).toEqual(['/data/attributes/description']);
  });

  it("is a 422 for a URL that is no upload of the caller's", async () => {
    for (const url of [
      'https://elsewhere.example/a.png',
      `${app.url}/media/upload/00000000-0000-4000-8000-000000000000.png`,
      '/etc/passwd',
    ]) {
      const answer = await create({ 'original-image-url': url });
      expect(answer.status).toBe(422);
      expect(pointers(answer)).toEqual(['/data/attributes/original-image-url']);
    }
  });

  it('discards the good picture beside the bad one', async () => {
    const answer = await create({
      'original-image-url': dataUri(picture),
      'logo-url': dataUri(picture.subarray(0, 900)),
    });
    expect(answer.status).toBe(422);
    expect(pointers(answer)).toEqual(['/data/attributes/logo-url']);
  });

  it('discards the picture when the row cannot be written', async () => {
    await query(app, 'ALTER TABLE events ADD CONSTRAINT nobody CHECK (id < 0) NOT VALID');
    try {
      const answer = await create({ 'original-image-url': dataUri(picture) });
      expect(answer.status).toBe(500);
      expect(JSON.stringify(answer.document)).not.toMatch(/constraint|nobody|INSERT|\.ts/);
    } finally {
      await query(app, 'ALTER TABLE events DROP CONSTRAINT nobody');
    }
  });

  it('is a 409 for another type, a 403 for an id of the client', async () => {
    const document = eventDocument();
    const wrongType = await api.post(
      '/v1/events',
      { data: { ...document.data, type: 'user' } },
      user,
    );
    expect([wrongType.status, pointers(wrongType)]).toEqual([409, ['/data/type']]);
    const withId = await api.post('/v1/events', { data: { ...document.data, id: '7' } }, user);
    expect([withId.status, pointers(withId)]).toEqual([403, ['/data/id']]);
  });

  it('is a 400 for JSON that cannot be read', async () => {
    for (const body of ['{"data":', '{"data":{}} trailing', "{'data':1}", '\u0000'])
      expect((await api.post('/v1/events', body, user)).status).toBe(400);
  });

  it('is a 401 without a token, before the body is read', async () => {
    const answer = await api.post('/v1/events', eventDocument());
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(answer.document.errors[0].source).toEqual({ header: 'Authorization' });
  });

  it('is a 401 for a token that proves nothing, even on a read', async () => {
    const tampered = `${user.token.slice(0, -4)}AAAA`;
    for (const token of ['nonsense', tampered])
      expect((await api.get('/v1/events', { token })).status).toBe(401);
    const other = await api.get('/v1/events', { headers: { Authorization: 'Basic dTpw' } });
    expect(other.status).toBe(401);
  });

  it('is a 404 for an unknown id, a malformed id and an unknown route', async () => {
    for (const path of [
      '/v1/events/999999',
      '/v1/events/abc',
      '/v1/events/-1',
      '/v1/events/0x1',
      '/v1/nothing',
      '/v1/events/99999999999999999999',
    ])
      expect((await api.get(path)).status).toBe(404);
  });

  it('is a 415 for a body of another media type, a 405 for another method', async () => {
    const other = await api.post('/v1/events', '{}', {
      ...user,
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(other.status).toBe(415);
    expect(other.headers.get('content-type')).toBe(jsonApi);
    const put = await api.send('PUT', '/v1/events', { token: user.token });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
  });
});

describe("somebody else's event", () => {
  let app: TestApp;
  let api: Api;
  let owner: SignedUp;
  let other: SignedUp;
  let draft: string;
  let published: string;

  beforeAll(async () => {
    app = await startTestApp();
    api = new Api(app);
    [owner, other] = [await api.signUp(), await api.signUp()];
    draft = (await api.post('/v1/events', eventDocument(), owner)).document.data.id;
    const attributes = { state: 'published' };
    published = (await api.post('/v1/events', eventDocument(attributes), owner)).document.data.id;
  });

  afterAll(() => app.close());

  const change = (id: string) => ({
    data: { type: 'event', id, attributes: { name: 'Mine now' } },
  });

  it('can be read when it is published, and not written', async () => {
    expect((await api.get(`/v1/events/${published}`)).status).toBe(200);
    expect((await api.patch(`/v1/events/${published}`, change(published), other)).status).toBe(403);
    expect((await api.delete(`/v1/events/${published}`, other)).status).toBe(403);
    expect((await api.patch(`/v1/events/${published}`, change(published))).status).toBe(401);
  });

  it('does not exist for others while it is a draft', async () => {
    for (const caller of [other, {}]) {
      expect((await api.get(`/v1/events/${draft}`, caller)).status).toBe(404);
      expect((await api.patch(`/v1/events/${draft}`, change(draft), caller)).status).toBe(404);
      const list = await api.get('/v1/events', caller);
      expect(list.document.meta.count).toBe(1);
      const related = await api.get(`/v1/users/${owner.id}/owner-events`, caller);
      expect(related.document.data.map(({ id }: { id: string }) => id)).toEqual([published]);
    }
    expect((await api.get('/v1/events', owner)).document.meta.count).toBe(2);
  });

  it('is refused before its body is read', async () => {
    const huge = change(published);
    const answer = await api.patch(
      `/v1/events/${published}`,
      { ...huge, junk: 'x'.repeat(900_000) },
      other,
    );
    expect(answer.status).toBe(403);
  });

  it('cannot be taken over by mass assignment', async () => {
    const relationships = { owner: { data: { type: 'user', id: other.id } } };
    const withOwner = { data: { ...eventDocument().data, relationships } };
    const given = await api.post('/v1/events', withOwner, owner);
    expect(given.status).toBe(403);
    expect(given.document.errors[0].source.pointer).toBe('/data/relationships/owner');
    const attributes = { 'is-featured': false, identifier: 'abcdef12', 'created-at': null };
    const made = await api.post('/v1/events', eventDocument(attributes), owner);
    expect(made.status).toBe(201);
    expect(made.document.data.relationships.owner.data.id).toBe(owner.id);
    expect(made.document.data.attributes.identifier).not.toBe('abcdef12');
    const featured = await api.post('/v1/events', eventDocument({ 'is-featured': true }), owner);
    expect(featured.status).toBe(403);
    expect(featured.document.errors[0].source.pointer).toBe('/data/attributes/is-featured');
  });
});

import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Housekeeping } from '../../src/database/housekeeping.js';
import { fileSamples } from '../file-structure/file-samples.js';
import { Api, type ApiResponse, type SignedUp, eventDocument, jsonApi } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { formOf, formType } from '../support/form.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { countStatements } from '../support/statements.js';
import { query, tracesOf } from '../support/traces.js';

const bytesADay = 100_000;
const secret = { JWT_SECRET: 'one for all processes of these tests' };
const limits = {
  ...secret,
  UPLOADS_PER_MINUTE: '3',
  UPLOAD_BYTES_PER_DAY: String(bytesADay),
};

describe('what a user may upload', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let picture: string;

  beforeAll(async () => {
    app = await startTestApp(limits);
    api = new Api(app);
    picture = dataUri(await drawPicture('png', { width: 20, height: 20 }));
    // While image workers start, uploads come back.
    user = await api.signUp();
    await uploadAll(1);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    user = await api.signUp();
  });

  function upload(data = picture, { to = api, as = user } = {}): Promise<ApiResponse> {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    return to.post('/v1/upload/image', { data }, { token: as.token, headers });
  }

  async function uploadAll(count: number): Promise<void> {
    for (let done = 0; done < count; done++) expect((await upload()).status).toBe(200);
  }

  /** As if so many seconds had passed. */
  async function pass(seconds: number): Promise<void> {
    await query(
      app,
      `UPDATE upload_allowances SET uploads_until = uploads_until - $1::float * interval '1 second',
                                    bytes_until = bytes_until - $1::float * interval '1 second'`,
      [seconds],
    );
  }

  it('is so many pictures at once; one more when the answer says', async () => {
    await uploadAll(3);
    const refused = await upload();
    expect(refused.status).toBe(429);
    expect(refused.document.errors).toMatchObject([
      { code: 'too-many-uploads', meta: { limit: 3 } },
    ]);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(10);
    expect(wait).toBeLessThanOrEqual(20);
    await pass(wait - 9);
    expect((await upload()).status).toBe(429);
    await pass(9);
    await uploadAll(1);
    expect((await upload()).status).toBe(429);
  });

  it('is counted for each user', async () => {
    await uploadAll(3);
    const other = await api.signUp();
    expect((await upload(picture, { as: other })).status).toBe(200);
  });

  it('counts pictures in attributes, of a PATCH and of operations too', async () => {
    const document = eventDocument({ 'original-image-url': picture });
    const { document: created, status } = await api.post('/v1/events', document, user);
    expect(status).toBe(201);
    const { id } = created.data;
    const attributes = { 'logo-url': picture };
    const patched = await api.patch(
      `/v1/events/${id}`,
      { data: { type: 'event', id, attributes } },
      user,
    );
    expect(patched.status).toBe(200);
    const traces = await tracesOf(app);
    const refused = await operate(document, document);
    expect(refused.status).toBe(429);
    expect(await tracesOf(app)).toEqual(traces);
  });

  function operate(...documents: readonly { readonly data: object }[]): Promise<ApiResponse> {
    const operations = documents.map(({ data }) => ({ op: 'add', data }));
    const type = `${jsonApi};ext="https://jsonapi.org/ext/atomic"`;
    const headers = { 'Content-Type': type, Accept: type };
    return api.post('/v1/operations', { 'atomic:operations': operations }, { ...user, headers });
  }

  it('counts each file of a form, and keeps none where they are too many', async () => {
    const sample = { name: 'files[]', content: fileSamples.pdf };
    const send = (count: number) => {
      const form = formOf(Array.from({ length: count }, () => sample));
      const headers = { 'Content-Type': formType, Accept: 'application/json' };
      return api.post('/v1/upload/files', form, { ...user, headers });
    };
    expect((await send(2)).status).toBe(200);
    const traces = await tracesOf(app);
    expect((await send(2)).status).toBe(429);
    await expect.poll(() => tracesOf(app)).toEqual(traces);
  });

  it('does not count requests without pictures', async () => {
    await uploadAll(3);
    const { status } = await api.post('/v1/events', eventDocument(), user);
    expect(status).toBe(201);
  });

  it('counts by the address those who sign up', async () => {
    await query(app, `DELETE FROM upload_allowances WHERE caller LIKE 'address %'`);
    const signUp = (name: string) => {
      const email = `${name}${Math.random()}@example.org`;
      const attributes = { email, password: 'correct horse', 'avatar-url': picture };
      return api.post('/v1/users', { data: { type: 'user', attributes } });
    };
    for (const name of ['one', 'two', 'three']) expect((await signUp(name)).status).toBe(201);
    expect((await signUp('four')).status).toBe(429);
  });

  it('is without limits for admins', async () => {
    await query(app, 'UPDATE users SET is_admin = true WHERE id = $1', [user.id]);
    for (let sent = 0; sent < 5; sent++) expect((await upload()).status).toBe(200);
  });

  it('is so many bytes, which come back evenly over a day', async () => {
    // Noise is refused as a picture; its bytes were sent all the same.
    const noise = dataUri(Buffer.alloc(60_000, 'x'));
    expect((await upload(noise)).status).toBe(415);
    const refused = await upload(noise);
    expect(refused.status).toBe(429);
    expect(refused.document.errors).toMatchObject([
      { code: 'upload-bytes-used-up', meta: { limit: bytesADay } },
    ]);
    const wait = Number(refused.headers.get('retry-after'));
    // 20 000 too many, of 100 000 in 86 400 seconds.
    expect(wait).toBeGreaterThan(0.2 * 86_400 - 10);
    expect(wait).toBeLessThan(0.2 * 86_400 + 100);
    await pass(wait);
    expect((await upload(noise)).status).toBe(415);
  });

  it('is never more at once than a day has', async () => {
    const { document, status } = await upload(dataUri(Buffer.alloc(bytesADay + 1)));
    expect(status).toBe(413);
    expect(document.errors).toMatchObject([
      { code: 'upload-over-quota', meta: { limit: bytesADay } },
    ]);
  });

  it('is refused before the picture is sent', async () => {
    await uploadAll(3);
    const outgoing = request(`${app.url}/v1/upload/image`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': 50_000,
        Authorization: `Bearer ${user.token}`,
      },
    });
    onTestFinished(() => void outgoing.destroy());
    outgoing.write('{"data":"data:image/png;base64,');
    const [response] = await once(outgoing, 'response');
    expect(response.statusCode).toBe(429);
    expect(response.headers.connection).toBe('close');
  });

  it('is counted over all processes, and of many requests at once none slips through', async () => {
    const second = await startTestApp({ ...limits, DATABASE_URL: app.database.url });
    onTestFinished(() => second.close());
    const apis = [api, new Api(second)];
    const all = Array.from({ length: 12 }, (_, index) => upload(picture, { to: apis[index % 2]! }));
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
    expect(statuses.filter((status) => status === 429)).toHaveLength(9);
  });

  it('costs one statement for each picture, and none for a request without', async () => {
    const free = await startTestApp({ ...secret, DATABASE_URL: app.database.url });
    onTestFinished(() => free.close());
    const stranger = await api.signUp();
    const inFree = { to: new Api(free), as: stranger };
    await upload(picture, inFree);
    const without = await countStatements(free, () => upload(picture, inFree));
    await uploadAll(1);
    expect(await countStatements(app, () => upload())).toBe(without + 1);
    const plain = () => api.post('/v1/events', eventDocument(), user);
    const plainInFree = () => new Api(free).post('/v1/events', eventDocument(), stranger);
    expect(await countStatements(app, plain)).toBe(await countStatements(free, plainInFree));
    const known = await query(app, 'SELECT FROM upload_allowances WHERE caller = $1', [
      stranger.id,
    ]);
    expect(known).toEqual([]);
  });

  it('is forgotten when all of it has come back', async () => {
    const callers = async () =>
      (await query<{ caller: string }>(app, 'SELECT caller FROM upload_allowances')).map(
        ({ caller }) => caller,
      );
    await uploadAll(1);
    await app.nest.get(Housekeeping).run();
    expect(await callers()).toContain(user.id);
    await pass(86_400);
    await app.nest.get(Housekeeping).run();
    expect(await callers()).toEqual([]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import { pdf } from '../file-structure/file-samples.js';
import { Api, type SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { query, tracesOf } from '../support/traces.js';
import { TusClient } from './tus-client.js';

const bytesADay = 1_000_000;
const file = pdf('x'.repeat(5000));

describe('resumable uploads are limited', () => {
  let app: TestApp;
  let user: SignedUp;
  let tus: TusClient;

  beforeAll(async () => {
    app = await startTestApp({
      UPLOADS_PER_MINUTE: '6',
      UPLOAD_BYTES_PER_DAY: String(bytesADay),
      UNFINISHED_UPLOADS_PER_USER: '3',
    });
  });
  beforeEach(async () => {
    user = await new Api(app).signUp();
    tus = new TusClient(app, user);
  });
  afterAll(() => app.close());

  /** Of the day's bytes, in whole ones. */
  async function charged(): Promise<number> {
    const [row] = await query<{ seconds: number }>(
      app,
      'SELECT extract(epoch FROM bytes_until - now())::float8 AS seconds FROM upload_allowances WHERE caller = $1',
      [user.id],
    );
    return ((row?.seconds ?? 0) / 86_400) * bytesADay;
  }

  const sweep = () => app.nest.get(MediaSweeper).sweep({ audit: true });
  const age = () =>
    query(app, `UPDATE resumable_uploads SET expires_at = now() WHERE owner_id = $1`, [user.id]);

  it('to so many beginnings a minute, however many requests each takes', async () => {
    // One more comes back after ten seconds, which is much longer than so few requests take.
    for (let made = 0; made < 5; made++) expect((await tus.createWith(file)).status).toBe(201);
    const url = await tus.begin(file.length);
    for (let at = 0; at < file.length; at += 1000)
      expect((await tus.patch(url, at, file.subarray(at, at + 1000))).status).toBe(204);
    const refused = await tus.create(file.length);
    expect(refused.status).toBe(429);
    expect(refused.document.errors[0].code).toBe('too-many-uploads');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('to a thousand parts each', async () => {
    const url = await tus.begin(file.length);
    expect((await tus.patch(url, 0, file.subarray(0, 10))).status).toBe(204);
    const haveParts = (count: number) =>
      query(
        app,
        `UPDATE resumable_uploads SET parts = array_fill(parts[1], ARRAY[${count}]) WHERE owner_id = $1`,
        [user.id],
      );
    await haveParts(999);
    expect((await tus.patch(url, 10, file.subarray(10, 20))).status).toBe(204);
    const refused = await tus.patch(url, 20, file.subarray(20));
    expect(refused.status).toBe(422);
    expect(refused.document.errors[0].code).toBe('too-many-upload-parts');
    expect((await tus.end(url)).status).toBe(204);
  });

  it('to so many bytes a day, each counted once, and as it comes', async () => {
    const large = pdf('x'.repeat(400_000));
    const url = await tus.begin(large.length);
    expect(await charged()).toBeLessThan(1000);
    await tus.patch(url, 0, large.subarray(0, 200_000));
    expect(Math.abs((await charged()) - 200_000)).toBeLessThan(1000);
    await tus.patch(url, 200_000, large.subarray(200_000));
    expect(Math.abs((await charged()) - large.length)).toBeLessThan(1000);
  });

  it('to what is left of the day, before a byte is sent', async () => {
    const noise = Buffer.alloc(700_000, 'x');
    expect((await tus.createWith(noise)).status).toBe(415);
    const refused = await tus.create(400_000);
    expect(refused.status).toBe(429);
    expect(refused.document.errors[0].code).toBe('upload-bytes-used-up');
    const never = await tus.create(bytesADay + 1);
    expect(never.status).toBe(413);
    expect(never.document.errors[0].code).toBe('upload-over-quota');
  });

  it('to so many unfinished ones, of many at once, too', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => tus.create(file.length)));
    const refused = answers.find(({ status }) => status !== 201);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
    expect(refused?.document.errors[0]).toMatchObject({
      code: 'too-many-unfinished-uploads',
      meta: { limit: 3 },
    });
    const first = answers.find(({ status }) => status === 201);
    await tus.end(first?.headers.get('location') ?? '');
    expect((await tus.create(file.length)).status).toBe(201);
    const other = new TusClient(app, await new Api(app).signUp());
    expect((await other.create(file.length)).status).toBe(201);
  });

  it('to their time, and are swept then', async () => {
    const before = await tracesOf(app);
    const url = await tus.begin(file.length);
    await tus.patch(url, 0, file.subarray(0, 700));
    expect(await sweep()).toMatchObject({
      unfinished: { count: 0 },
      audit: { unknownFiles: { count: 0 } },
    });
    await age();
    expect((await tus.head(url)).status).toBe(404);
    expect((await tus.patch(url, 700, file.subarray(700))).status).toBe(404);
    const dry = await app.nest.get(MediaSweeper).sweep({ audit: false, dryRun: true });
    expect(dry?.unfinished).toEqual({ count: 1, examples: [`tus/${url.slice(-36)}`] });
    expect((await sweep())?.unfinished.count).toBe(1);
    expect(await tracesOf(app)).toEqual(before);
    expect((await sweep())?.unfinished.count).toBe(0);
  });

  it('to their time, also where a crash has left what was stored of a finished one', async () => {
    const url = await tus.begin(file.length);
    await tus.patch(url, 0, file.subarray(0, 700));
    const { files } = await tracesOf(app);
    // Killed between the commit and the erasing.
    const part = files.find((name) => name.endsWith('.part'));
    expect(part).toBeDefined();
    await query(
      app,
      `UPDATE resumable_uploads SET state = 'finished', received = bytes, url = '/media/upload/x.pdf' WHERE owner_id = $1`,
      [user.id],
    );
    expect((await sweep())?.unfinished.count).toBe(1);
    expect((await tracesOf(app)).files).not.toContain(part);
    // A file that is not there is not named.
    expect((await tus.head(url)).status).toBe(404);
  });
});

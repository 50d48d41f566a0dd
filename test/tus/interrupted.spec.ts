import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { MediaConfig } from '../../src/media/media.config.js';
import { UploadReception } from '../../src/media/quota/upload-reception.js';
import { pdf } from '../file-structure/file-samples.js';
import { randomNumbers } from '../media/pictures.js';
import { Api, type SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { query, tracesOf } from '../support/traces.js';
import { SlowPatch } from './slow-patch.js';
import { TusClient } from './tus-client.js';

/** No two stretches of it are alike. */
function large(bytes: number): Buffer {
  const random = randomNumbers(bytes);
  return pdf(Array.from({ length: bytes / 8 }, () => random(89_999_999) + 10_000_000).join(''));
}

const file = large(60_000);

describe('an upload that is interrupted', () => {
  let app: TestApp;
  /** Of another machine: they share rows and storage, and no spool. */
  let elsewhere: TestApp;
  let user: SignedUp;
  let tus: TusClient;

  beforeAll(async () => {
    const settings = {
      JWT_SECRET: 'one for all processes of these tests',
      UNFINISHED_UPLOADS_PER_USER: '100',
    };
    app = await startTestApp(settings);
    elsewhere = await startTestApp({
      ...settings,
      DATABASE_URL: app.database.url,
      DATA_DIR: app.dataDir,
      SPOOL_DIR: join(app.dataDir, 'other-spool'),
      PUBLIC_URL: app.url,
    });
    user = await new Api(app).signUp();
    tus = new TusClient(app, user);
  });
  afterAll(async () => {
    await elsewhere?.close();
    await app?.close();
  });

  const there = (url: string): string => url.replace(app.url, elsewhere.url);
  const served = async (url: unknown) =>
    Buffer.from(await (await fetch(String(url))).arrayBuffer());
  const codeOf = (text: string) =>
    (JSON.parse(text) as { readonly errors: readonly { readonly code: string }[] }).errors[0]?.code;
  const received = async (url: string) => {
    const rows = await query<{ received: number; parts: string[] }>(
      app,
      'SELECT received, parts FROM resumable_uploads WHERE key = $1',
      [`tus/${url.slice(-36)}`],
    );
    return rows[0];
  };

  let url: string;
  beforeEach(async () => {
    url = await tus.begin(file.length);
  });

  /** Half of it is sent, and the server has it in hand. */
  async function halfSent(to = url, offset = 0, sent = 30_000): Promise<SlowPatch> {
    const before = app.nest.get(UploadReception).present;
    const slow = new SlowPatch(to, user.token, { offset, length: file.length - offset });
    await slow.send(file.subarray(offset, offset + sent));
    await expect.poll(() => app.nest.get(UploadReception).present).toBe(before + 1);
    return slow;
  }

  it('by a line that goes dead keeps what has come, and goes on there', async () => {
    const slow = await halfSent();
    slow.cut();
    await expect.poll(async () => (await received(url))?.received).toBe(30_000);
    const { headers } = await tus.patch(url, 30_000, file.subarray(30_000));
    expect(await served(headers.get('file-location'))).toEqual(file);
    await expect.poll(() => tracesOf(app).then(({ spooled }) => spooled)).toEqual([]);
  });

  it('by silence is answered with 408, and keeps what has come', async () => {
    // All others may be silent for as long as a busy machine is.
    const config = app.nest.get(MediaConfig);
    const { bodySilenceMilliseconds } = config;
    config.bodySilenceMilliseconds = 1000;
    onTestFinished(() => void Object.assign(config, { bodySilenceMilliseconds }));
    const slow = await halfSent();
    const { headers, status, text } = await slow.answer;
    expect({ status, code: codeOf(text) }).toEqual({ status: 408, code: 'body-timeout' });
    expect(headers.connection).toBe('close');
    expect(await tus.offset(url)).toBe(30_000);
  });

  it('is asked for by HEAD: what hangs is cut off, and what had come of it counts', async () => {
    const slow = await halfSent();
    expect(await tus.offset(url)).toBe(30_000);
    await expect(slow.answer).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect((await tus.patch(url, 30_000, file.subarray(30_000))).status).toBe(204);
  });

  it('is ended by DELETE while it is sent, and nothing of it is left', async () => {
    const before = await tracesOf(app);
    const slow = await halfSent();
    expect((await tus.end(url)).status).toBe(204);
    await expect(slow.answer).rejects.toThrow(/socket hang up|ECONNRESET/);
    await expect.poll(() => tracesOf(app)).toEqual(before);
  });

  it('lets nobody in between while one request sends it', async () => {
    const slow = await halfSent();
    const second = await tus.patch(url, 0, Buffer.alloc(file.length, 'y'));
    expect(second.status).toBe(423);
    expect(second.document.errors[0].code).toBe('upload-busy');
    await slow.send(file.subarray(30_000));
    slow.finish();
    const { headers, status } = await slow.answer;
    expect(status).toBe(204);
    expect(await served(headers['file-location'])).toEqual(file);
  });

  it('goes on at another process', async () => {
    await tus.patch(url, 0, file.subarray(0, 20_000));
    const other = new TusClient(elsewhere, user);
    expect(await other.offset(there(url))).toBe(20_000);
    await other.patch(there(url), 20_000, file.subarray(20_000, 40_000));
    const { headers } = await tus.patch(url, 40_000, file.subarray(40_000));
    expect(await served(headers.get('file-location'))).toEqual(file);
  });

  it('takes the bytes of one of two processes, never of both', async () => {
    const slow = await halfSent();
    const other = new TusClient(elsewhere, user);
    // Cut there, it would be 30 000.
    expect(await other.offset(there(url))).toBe(0);
    expect((await other.patch(there(url), 0, file.subarray(0, 40_000))).status).toBe(204);
    slow.cut();
    await expect.poll(() => app.nest.get(UploadReception).present).toBe(0);
    expect(await received(url)).toMatchObject({ received: 40_000 });
    const { headers } = await other.patch(there(url), 40_000, file.subarray(40_000));
    expect(await served(headers.get('file-location'))).toEqual(file);
  });

  it('is stored once where two processes have all of it at once', async () => {
    const before = await tracesOf(app);
    await tus.patch(url, 0, file.subarray(0, 100));
    const rest = file.subarray(100);
    const answers = await Promise.all(
      [tus, new TusClient(elsewhere, user)].map((client, index) =>
        client.patch(index === 0 ? url : there(url), 100, rest),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204, 409]));
    expect(await tracesOf(app)).toMatchObject({
      ledger: before.ledger + 1,
      files: expect.objectContaining({ length: before.files.length + 1 }) as unknown,
    });
    const location = (await tus.head(url)).headers.get('file-location');
    expect(await served(location)).toEqual(file);
  });

  it('is stored in parts while it comes, so that a crash costs little', async () => {
    const film = large(10_000_000);
    const long = await tus.begin(film.length);
    const slow = new SlowPatch(long, user.token, { offset: 0, length: film.length });
    await slow.send(film.subarray(0, 9_000_000));
    await expect.poll(async () => (await received(long))?.parts.length).toBe(2);
    slow.cut();
    await expect.poll(async () => (await received(long))?.received).toBe(9_000_000);
    const { headers } = await tus.patch(long, 9_000_000, film.subarray(9_000_000));
    expect((await served(headers.get('file-location'))).equals(film)).toBe(true);
    expect((await received(long))?.parts).toEqual([]);
  });
});

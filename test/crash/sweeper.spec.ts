import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import type { SweepReport } from '../../src/media/ledger/sweeper.report.js';
import { folderOf } from '../../src/storage/local.walk.js';
import { createKey } from '../../src/storage/storage-key.js';
import { Api, type ApiResponse, type SignedUp, eventDocument } from '../support/api.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { query, tracesOf } from '../support/traces.js';
import { type UnreliableApp, startUnreliableApp } from './unreliable-app.js';

const nothing = { count: 0, examples: [] };

describe('the sweeper', () => {
  let app: UnreliableApp;
  let api: Api;
  let user: SignedUp;
  let picture: string;
  let sweeper: MediaSweeper;

  beforeAll(async () => {
    app = await startUnreliableApp({ SWEEP_GRACE_MINUTES: '60' });
    api = new Api(app);
    user = await api.signUp();
    picture = dataUri(await drawPicture('png', { width: 120, height: 90 }));
    sweeper = app.nest.get(MediaSweeper);
  });

  /** Each test begins where nothing is left to sweep. */
  beforeEach(async () => {
    await app.storage.recover();
    await age("state <> 'stored' OR key LIKE 'upload/%'");
    await sweep();
    await age('false');
  });

  afterEach(() => app.storage.recover());
  afterAll(() => app.close());

  async function sweep(dryRun = false, audit = true): Promise<SweepReport> {
    const report = await sweeper.sweep({ audit, dryRun });
    if (report === null) throw new Error('Somebody else sweeps');
    return report;
  }

  /** Of the ledger's rows, those of the condition were made two days ago. */
  async function age(condition: string): Promise<void> {
    await query(
      app,
      `UPDATE media_files SET created_at = now() - interval '2 days' WHERE ${condition}`,
    );
  }

  async function upload(): Promise<string> {
    const answer = await api.post(
      '/v1/upload/image',
      { data: picture },
      { ...user, headers: { Accept: '*/*' } },
    );
    expect(answer.status).toBe(200);
    return answer.document.url;
  }

  function create(attributes: Record<string, unknown> = {}): Promise<ApiResponse> {
    const document = eventDocument({ 'original-image-url': picture, ...attributes });
    return api.post('/v1/events', document, user);
  }

  function update(id: string, attributes: Record<string, unknown>): Promise<ApiResponse> {
    return api.patch(`/v1/events/${id}`, { data: { type: 'event', id, attributes } }, user);
  }

  const keyOf = (url: string) => /media\/(.*)\.png$/.exec(url)?.[1] ?? '';
  const folder = (url: string) => join(app.dataDir, 'media', folderOf(keyOf(url)));

  it('leaves alone what is young, and writes nothing where nothing is to be done', async () => {
    const url = await upload();
    await create();
    const rows = () =>
      query(app, 'SELECT key, xmin::text, xmax::text FROM media_files ORDER BY key');
    const before = [await rows(), await tracesOf(app)];
    expect(await sweep()).toMatchObject({
      abandoned: nothing,
      unattached: nothing,
      erased: nothing,
      stuck: nothing,
      audit: {
        ownerless: nothing,
        unknownFiles: nothing,
        missingFiles: nothing,
        disagreements: nothing,
      },
    });
    expect([await rows(), await tracesOf(app)]).toEqual(before);
    expect((await fetch(url)).status).toBe(200);
  });

  it('tells in a dry run what it would do, and does none of it', async () => {
    const url = await upload();
    const { document } = await create();
    await age(`key = '${keyOf(url)}'`);
    await query(app, 'DELETE FROM events WHERE id = $1', [document.data.id]);
    const before = await tracesOf(app);
    const told = await sweep(true);
    expect(told).toMatchObject({ dryRun: true, unattached: { count: 1, examples: [keyOf(url)] } });
    expect(told.audit?.ownerless.count).toBe(1);
    expect(await tracesOf(app)).toEqual(before);
    expect(await sweep()).toMatchObject({ unattached: { count: 1 }, erased: { count: 1 } });
    expect((await fetch(url)).status).toBe(404);
  });

  it('removes uploads that nothing took in time, with their renditions', async () => {
    const url = await upload();
    expect((await fetch(url.replace('.png', '/event-icon.webp'))).status).toBe(200);
    expect((await readdir(folder(url))).length).toBe(2);
    await age(`key = '${keyOf(url)}'`);
    await sweep(false, false);
    expect(await readdir(folder(url)).catch(() => 'gone')).toBe('gone');
    expect(await query(app, 'SELECT FROM media_files WHERE key = $1', [keyOf(url)])).toEqual([]);
  });

  it('keeps an old upload that an attribute has', async () => {
    const url = await upload();
    await create({ 'original-image-url': url });
    await age(`key = '${keyOf(url)}'`);
    expect(await sweep()).toMatchObject({ unattached: nothing });
    expect((await fetch(url)).status).toBe(200);
  });

  it('looks at what was attached once only when it compares everything', async () => {
    const { document } = await create();
    const key = keyOf(document.data.attributes['original-image-url']);
    await age(`key = '${key}'`);
    await query(app, 'DELETE FROM media_attachments WHERE file_key = $1', [key]);
    await query(app, 'DELETE FROM events WHERE id = $1', [document.data.id]);
    expect(await sweep(true, false)).toMatchObject({ unattached: nothing });
    expect(await sweep(true, true)).toMatchObject({ unattached: { count: 1, examples: [key] } });
  });

  it('passes over an upload that is being attached at this moment', async () => {
    const url = await upload();
    await age(`key = '${keyOf(url)}'`);
    const other = new Client({ connectionString: app.database.url });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM media_files WHERE key = $1 FOR UPDATE', [keyOf(url)]);
    expect(await sweep()).toMatchObject({ unattached: nothing });
    await other.query('ROLLBACK');
    await other.end();
    expect(await sweep()).toMatchObject({ unattached: { count: 1 } });
  });

  it('and writers never both have an upload: whoever was told that he has it, has it', async () => {
    const urls = await Promise.all(Array.from({ length: 12 }, upload));
    await age("key LIKE 'upload/%'");
    const attaching = Promise.all(
      urls.map(async (url, index) => {
        await sleep(index * 15);
        return create({ 'original-image-url': null, 'logo-url': url });
      }),
    );
    const over = new AbortController();
    const sweeping = (async () => {
      while (!over.signal.aborted) await sweep();
    })();
    const answers = await attaching;
    over.abort();
    await sweeping;
    for (const [index, { status }] of answers.entries()) {
      expect([201, 422]).toContain(status);
      expect((await fetch(urls[index] ?? '')).status).toBe(status === 201 ? 200 : 404);
    }
    expect((await sweep()).audit).toMatchObject({ missingFiles: nothing, disagreements: nothing });
  });

  it.each([
    ['a document', () => create()],
    [
      'an upload',
      () =>
        api.post('/v1/upload/image', { data: picture }, { ...user, headers: { Accept: '*/*' } }),
    ],
  ])('gives up %s that takes too long: 503, and nothing is left', async (_name, send) => {
    const before = await tracesOf(app);
    app.storage.beforePut = async () => {
      await age("state = 'writing'");
      expect(await sweep()).toMatchObject({ abandoned: { count: 1 }, erased: { count: 1 } });
    };
    expect((await send()).status).toBe(503);
    expect(await tracesOf(app)).toEqual(before);
  });

  it('removes what a row that is gone referred to', async () => {
    const { document } = await create({ 'logo-url': picture });
    await query(app, 'DELETE FROM events WHERE id = $1', [document.data.id]);
    await age('true');
    expect((await sweep()).audit?.ownerless.count).toBe(2);
    const url: string = document.data.attributes['original-image-url'];
    expect((await fetch(url)).status).toBe(404);
    expect(await readdir(folder(url)).catch(() => 'gone')).toBe('gone');
  });

  it('tells of files that the ledger does not know, and removes them when they are old', async () => {
    const key = createKey('event');
    const stray = join(app.dataDir, 'media', folderOf(key));
    await mkdir(stray, { recursive: true });
    await writeFile(join(stray, 'original.png'), 'x');
    expect((await sweep()).audit).toMatchObject({
      unknownFiles: { count: 1, examples: [`${key}/original.png`] },
      removedFiles: nothing,
    });
    const lastYear = new Date(Date.now() - 366 * 86_400_000);
    await utimes(join(stray, 'original.png'), lastYear, lastYear);
    expect((await sweep(true)).audit?.removedFiles.count).toBe(1);
    expect(await readdir(stray)).toEqual(['original.png']);
    expect((await sweep()).audit?.removedFiles.count).toBe(1);
    expect(await readdir(stray).catch(() => 'gone')).toBe('gone');
  });

  it('tells of pictures that are missing, and of rows and attachments that disagree', async () => {
    const { document } = await create();
    const { attributes, id } = document.data;
    await rm(folder(attributes['original-image-url']), { recursive: true });
    expect((await sweep()).audit).toMatchObject({
      missingFiles: { count: 1, examples: [keyOf(attributes['original-image-url'])] },
      disagreements: nothing,
    });
    await query(app, 'UPDATE events SET original_image_url = NULL WHERE id = $1', [id]);
    expect((await sweep()).audit?.disagreements).toEqual({
      count: 1,
      examples: [`event/${id} original-image-url`],
    });
    await query(app, 'DELETE FROM media_attachments WHERE resource_id = $1', [id]);
    expect((await sweep()).audit?.disagreements).toEqual(nothing);
    await age('true');
  });

  it('leaves no rendition of a picture that is erased while it is made', async () => {
    const { document } = await create();
    const { attributes, id } = document.data;
    const url: string = attributes['original-image-url'];
    app.storage.beforePut = () => update(id, { 'original-image-url': null });
    expect((await fetch(url.replace('.png', '/large.webp'))).status).toBe(404);
    expect(await readdir(folder(url)).catch(() => 'gone')).toBe('gone');
    expect((await sweep()).audit?.unknownFiles).toEqual(nothing);
  });

  it('is one at a time, in however many processes', async () => {
    const other = new Client({ connectionString: app.database.url });
    await other.connect();
    await other.query('SELECT pg_advisory_lock(6277834)');
    const before = sweeper.metrics;
    expect(await sweeper.sweep({ audit: false })).toBeNull();
    expect(sweeper.metrics).toEqual({ ...before, passedOver: before.passedOver + 1 });
    await other.end();
    await sweep();
    expect(sweeper.metrics.sweeps).toBe(before.sweeps + 1);
  });
});

describe('two writers who share two pictures', () => {
  let app: UnreliableApp;

  beforeAll(async () => {
    app = await startUnreliableApp();
  });
  afterAll(() => app.close());

  it('never wait for each other', async () => {
    const api = new Api(app);
    const user = await api.signUp();
    const data = dataUri(await drawPicture('png', { width: 60, height: 40 }));
    const upload = async () =>
      (await api.post('/v1/upload/image', { data }, { ...user, headers: { Accept: '*/*' } }))
        .document.url as string;
    for (let round = 0; round < 15; round++) {
      const [one, other] = await Promise.all([upload(), upload()]);
      const attributes = [
        { 'original-image-url': one, 'logo-url': other },
        { 'original-image-url': other, 'logo-url': one },
      ];
      const made = await Promise.all(
        attributes.map((each) => api.post('/v1/events', eventDocument(each), user)),
      );
      expect(made.map(({ status }) => status)).toEqual([201, 201]);
      const none = { 'original-image-url': null, 'logo-url': null };
      const cleared = await Promise.all(
        made.map(
          ({
            document: {
              data: { id },
            },
          }) =>
            api.patch(`/v1/events/${id}`, { data: { type: 'event', id, attributes: none } }, user),
        ),
      );
      expect(cleared.map(({ status }) => status)).toEqual([200, 200]);
    }
  });
});

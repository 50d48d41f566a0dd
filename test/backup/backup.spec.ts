import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, open, readFile, readdir, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backUp } from '../../src/backup/backup.js';
import { restore } from '../../src/backup/restore.js';
import type { BackupSummary } from '../../src/backup/backup.manifest.js';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import { folderOf } from '../../src/storage/local.walk.js';
import { LocalStorage } from '../../src/storage/local.storage.js';
import { Api, type ApiResponse, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type TestDatabase, createEmptyDatabase, createTestDatabase } from '../support/database.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { query } from '../support/traces.js';

const run = promisify(execFile);

describe('a backup', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let picture: string;
  let folder: string;
  let archive: string;
  let database: TestDatabase;

  beforeAll(async () => {
    app = await startTestApp();
    api = new Api(app);
    user = await api.signUp();
    picture = dataUri(await drawPicture('png', { width: 120, height: 90 }));
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'marquee-backup-'));
    archive = join(folder, 'marquee.tar');
    database = await createEmptyDatabase();
  });

  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  afterAll(() => app.close());

  async function create(name: string): Promise<{ id: string; url: string }> {
    const document = eventDocument({ name, 'original-image-url': picture });
    const answer = await api.post('/v1/events', document, user);
    expect(answer.status).toBe(201);
    const { attributes, id } = answer.document.data;
    return { id, url: attributes['original-image-url'] };
  }

  function replace(id: string): Promise<ApiResponse> {
    const data = { type: 'event', id, attributes: { 'original-image-url': picture } };
    return api.patch(`/v1/events/${id}`, { data }, user);
  }

  const sourceStorage = () => LocalStorage.open(join(app.dataDir, 'media'));
  const targetStorage = () => LocalStorage.open(join(folder, 'data', 'media'));

  async function make(): Promise<BackupSummary> {
    return backUp({ databaseUrl: app.database.url, storage: await sourceStorage() }, archive);
  }

  async function bringBack(path = archive): Promise<BackupSummary> {
    return restore({ databaseUrl: database.url, storage: await targetStorage() }, path);
  }

  /** Everything that a restoration may have left. */
  async function traces(): Promise<{ tables: number; files: string[] }> {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query("SELECT FROM pg_tables WHERE schemaname = 'public'");
    await client.end();
    const entries = await readdir(join(folder, 'data', 'media'), {
      recursive: true,
      withFileTypes: true,
    });
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    return { tables: rows.length, files };
  }

  const nothing = { tables: 0, files: [] };

  it('brings back rows with their files, and lets ids go on', async () => {
    const event = await create('Kept');
    const later = await create('Erased');
    await query(app, "UPDATE events SET description = E'a\\ttab\\nand \\\\ back' WHERE id = $1", [
      event.id,
    ]);
    const summary = await make();
    expect(summary).toMatchObject({ missing: { count: 0 } });
    expect(await bringBack()).toEqual(summary);
    const restored = await startTestApp({
      DATABASE_URL: database.url,
      DATA_DIR: join(folder, 'data'),
      JWT_SECRET: 'a secret of many characters, for tests only',
    });
    try {
      const there = new Api(restored);
      const session = await there.post('/v1/auth/session', user);
      const token = session.document.access_token;
      const read = await there.get(`/v1/events/${event.id}`, { token });
      const { attributes } = read.document.data;
      expect(attributes.description).toBe('a\ttab\nand \\ back');
      const path = new URL(event.url).pathname;
      const bytes = async (base: string) =>
        Buffer.from(await (await fetch(base + path)).arrayBuffer());
      expect((await bytes(restored.url)).equals(await bytes(app.url))).toBe(true);
      expect((await fetch(attributes['icon-image-url'])).status).toBe(200);
      const made = await there.post('/v1/events', eventDocument(), { token });
      expect(Number(made.document.data.id)).toBeGreaterThan(Number(later.id));
      const report = await restored.nest.get(MediaSweeper).sweep({ audit: true, dryRun: true });
      expect(report?.audit).toMatchObject({
        missingFiles: { count: 0 },
        disagreements: { count: 0 },
        unknownFiles: { count: 0 },
      });
    } finally {
      await restored.close();
    }
  });

  it('can be unpacked and checked by tools that everybody has', async () => {
    await create('Plain');
    await make();
    await run('tar', ['xf', archive], { cwd: folder });
    const { stdout } = await run('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], {
      cwd: folder,
    });
    expect(stdout).toBe('');
    expect((await stat(archive)).mode & 0o777).toBe(0o600);
  });

  it('reads files that are replaced while it is made: they are erased after it', async () => {
    const event = await create('Replaced');
    const storage = await sourceStorage();
    // From here on nobody but this test reads on: the snapshot is there, no file has been read yet.
    const read = storage.read.bind(storage);
    let replacing: Promise<ApiResponse> | undefined;
    storage.read = async (name, range) => {
      await (replacing ??= replace(event.id));
      return read(name, range);
    };
    const old = new URL(event.url).pathname;
    const summary = await backUp({ databaseUrl: app.database.url, storage }, archive);
    expect((await replacing)?.status).toBe(200);
    expect(summary.missing).toEqual({ count: 0, examples: [] });
    await bringBack();
    const files = (await traces()).files.length;
    expect(files).toBe(summary.files);
    await query(app, "UPDATE media_files SET created_at = now() - interval '2 days'");
    await app.nest.get(MediaSweeper).sweep({ audit: false });
    expect((await fetch(app.url + old)).status).toBe(404);
  });

  it('tells of files that the storage has lost, and keeps the rest', async () => {
    const lost = await create('Lost');
    const key = /media\/(.*)\.png$/.exec(lost.url)?.[1] ?? '';
    await rm(join(app.dataDir, 'media', folderOf(key)), { recursive: true });
    const summary = await make();
    expect(summary.missing).toEqual({ count: 1, examples: [`${key}/original.png`] });
    expect(await bringBack()).toEqual(summary);
    expect((await api.delete(`/v1/events/${lost.id}`, user)).status).toBe(204);
    await query(app, 'DELETE FROM media_attachments WHERE file_key = $1', [key]);
    await query(app, 'UPDATE events SET original_image_url = NULL WHERE id = $1', [lost.id]);
    await query(app, 'DELETE FROM media_files WHERE key = $1', [key]);
  });

  it('overwrites nothing, and is not made twice at once', async () => {
    await create('Once');
    const [storage, other] = [await sourceStorage(), await sourceStorage()];
    const databaseUrl = app.database.url;
    const read = storage.read.bind(storage);
    let second: Promise<unknown> | undefined;
    storage.read = async (...file) => {
      second ??= backUp({ databaseUrl, storage: other }, join(folder, 'other.tar'));
      await expect(second).rejects.toThrow('Another backup of this database is being made');
      return read(...file);
    };
    await backUp({ databaseUrl, storage }, archive);
    expect(second).toBeDefined();
    expect(await readdir(folder)).toEqual([basename(archive)]);
    await expect(make()).rejects.toThrow('overwrites nothing');
  });

  it('leaves no file where the storage fails', async () => {
    await create('Unreadable');
    const storage = await sourceStorage();
    storage.read = () => Promise.reject(new Error('no disk'));
    const making = backUp({ databaseUrl: app.database.url, storage }, archive);
    await expect(making).rejects.toThrow('no disk');
    expect(await readdir(folder)).toEqual([]);
    // And nothing holds the files of the database any more.
    const { id } = await create('Gone');
    expect((await api.delete(`/v1/events/${id}`, user)).status).toBe(204);
    await make();
  });

  describe('is refused', () => {
    beforeEach(async () => {
      await create('Bumblebee');
      await make();
    });

    it('where it is cut off, at any place, and leaves nothing', async () => {
      const { size } = await stat(archive);
      for (const end of [100, 5_000, Math.floor(size / 2), size - 2_000]) {
        const cut = join(folder, 'cut.tar');
        await run('cp', [archive, cut]);
        await truncate(cut, end);
        await expect(bringBack(cut)).rejects.toMatchObject({ name: 'BackupError' });
        expect(await traces().catch(() => nothing)).toEqual(nothing);
      }
      await bringBack();
    });

    it('where a byte of a picture or of a row has changed', async () => {
      const bytes = await readFile(archive);
      const places = [bytes.indexOf('IHDR') + 30, bytes.indexOf('Bumblebee')];
      for (const place of places) {
        const file = await open(archive, 'r+');
        await file.write(Buffer.from([bytes[place]! ^ 1]), 0, 1, place);
        await file.close();
        await expect(bringBack()).rejects.toThrow('The backup is damaged');
        expect(await traces()).toEqual(nothing);
        const mended = await open(archive, 'r+');
        await mended.write(bytes, place, 1, place);
        await mended.close();
      }
      await bringBack();
    });

    it('where it is no backup at all', async () => {
      const other = join(folder, 'other.tar');
      await appendFile(other, 'words');
      await expect(bringBack(other)).rejects.toMatchObject({ name: 'BackupError' });
    });

    it('by a database that a server has used', async () => {
      const used = await createTestDatabase();
      const storage = await targetStorage();
      const target = { databaseUrl: used.url, storage };
      await expect(restore(target, archive)).rejects.toThrow('The database is not empty');
      await used.drop();
      expect(await traces()).toEqual(nothing);
    });

    it('by a storage that holds anything', async () => {
      await bringBack();
      const before = (await traces()).files;
      await database.drop();
      database = await createEmptyDatabase();
      await expect(bringBack()).rejects.toThrow('The storage is not empty');
      expect(await traces()).toEqual({ tables: 0, files: before });
    });
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backUp } from '../../src/backup/backup.js';
import { restore } from '../../src/backup/restore.js';
import { migrate } from '../../src/database/migrate.js';
import type { FileStorage } from '../../src/storage/file-storage.js';
import { MemoryStorage } from '../../src/storage/memory.storage.js';
import { fileName, parseKey } from '../../src/storage/storage-key.js';
import { type TestDatabase, cloneDatabase, createEmptyDatabase } from '../support/database.js';
import { query } from '../support/traces.js';
import { contentOf } from '../backup/stored-files.js';
import { allRows, schemaText } from './database-contents.js';
import { type States, classes, using } from './states.js';

/** What a backup leaves behind: what Postgres itself empties after a crash, and uploads that have not ended. */
const leftBehind = ['upload_allowances', 'attempt_buckets', 'resumable_uploads'];

/** The first, one in the midst, and the latest: all are upgraded by the same steps. */
const tried = [1, Math.ceil(classes.length / 2), classes.length];

/** @param states that somebody else makes and drops */
export function describeOlderBackups(states: () => States): void {
  let folder: string;
  let files: FileStorage;
  let target: TestDatabase;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'marquee-older-'));
    files = await promisedFiles();
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** The one that the rows of every state speak of. */
  async function promisedFiles(): Promise<FileStorage> {
    const storage: FileStorage = new MemoryStorage();
    const [row] = await query<{ key: string; bytes: number }>(
      { database: states().at(1) },
      'SELECT key, bytes FROM media_files',
    );
    const name = fileName(parseKey(row?.key ?? '')!, 'original', 'png');
    await storage.put(name, Readable.from([Buffer.alloc(row?.bytes ?? 0, 7)]), 'image/png');
    return storage;
  }

  async function throughArchive(source: TestDatabase, name: string): Promise<FileStorage> {
    const archive = join(folder, `${name}.tar`);
    const storage: FileStorage = new MemoryStorage();
    target = await createEmptyDatabase();
    await backUp({ databaseUrl: source.url, storage: files }, archive);
    await restore({ databaseUrl: target.url, storage }, archive);
    return storage;
  }

  const contentsOf = (database: TestDatabase) =>
    using(database, classes.length, async (dataSource) => {
      const rows = await allRows(dataSource);
      for (const table of leftBehind) rows.delete(table);
      return { rows, schema: await schemaText(dataSource) };
    });

  it.each(tried)(
    'made after %i migrations is restored as an upgrade of it would be',
    async (count) => {
      const storage = await throughArchive(states().at(count), String(count));
      const upgraded = await cloneDatabase(states().at(count));
      await using(upgraded, classes.length, (dataSource) => migrate(dataSource));
      expect(await contentsOf(target)).toEqual(await contentsOf(upgraded));
      expect(await contentOf(storage)).toEqual(await contentOf(files));
      await Promise.all([target.drop(), upgraded.drop()]);
    },
  );

  it('that is a later one is refused, and leaves nothing', async () => {
    const later = await cloneDatabase(states().at(classes.length));
    await query(
      { database: later },
      "INSERT INTO migrations (timestamp, name) VALUES (1999999999999, 'Tomorrow1999999999999')",
    );
    await expect(throughArchive(later, 'later')).rejects.toThrow(
      /by another version of Marquee, with the migration Tomorrow1999999999999/,
    );
    const tables = "SELECT FROM pg_tables WHERE schemaname = 'public'";
    expect(await query({ database: target }, tables)).toEqual([]);
    await Promise.all([target.drop(), later.drop()]);
  });
}

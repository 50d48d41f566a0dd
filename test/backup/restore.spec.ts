import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackupSummary } from '../../src/backup/backup.manifest.js';
import { backUp } from '../../src/backup/backup.js';
import { restore } from '../../src/backup/restore.js';
import type { FileStorage } from '../../src/storage/file-storage.js';
import { LocalStorage } from '../../src/storage/local.storage.js';
import { type TestDatabase, createEmptyDatabase, createTestDatabase } from '../support/database.js';
import { buildServer } from '../support/server-build.js';
import { query } from '../support/traces.js';
import { contentOf, storeFiles } from './stored-files.js';

const run = promisify(execFile);
const patience = { timeout: 60_000, interval: 5 };

/** So large that a process is found in the midst of one. */
const sizes = [300_000, 300_000, 300_000];

describe('a restore', () => {
  let program: string;
  let folder: string;
  let archive: string;
  let bytes: Buffer;
  let source: TestDatabase;
  let database: TestDatabase;
  let original: FileStorage;
  let storage: FileStorage;
  let summary: BackupSummary;

  beforeAll(async () => {
    program = await buildServer('src/app.restore.ts');
    folder = await mkdtemp(join(tmpdir(), 'marquee-restore-'));
    archive = join(folder, 'marquee.tar');
    original = await LocalStorage.open(join(folder, 'original'));
    storage = await LocalStorage.open(join(folder, 'data', 'media'));
    source = await createTestDatabase();
    database = await createEmptyDatabase();
    await storeFiles(source, original, sizes);
    summary = await backUp({ databaseUrl: source.url, storage: original }, archive);
    bytes = await readFile(archive);
    await run('mkfifo', [join(folder, 'pipe')]);
  });

  afterAll(async () => {
    await Promise.all([source?.drop(), database?.drop()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** Of the archive only so much comes: there the restore waits, until it is killed. */
  async function kill(length: number, isDue: () => Promise<boolean>): Promise<void> {
    const pipe = join(folder, 'pipe');
    const words = 'exec >"$3"; head -c "$1" "$2"; exec sleep 600';
    const feeder = spawn('sh', ['-c', words, 'sh', String(length), archive, pipe]);
    const child = spawn(process.execPath, [program, pipe], {
      env: { ...process.env, DATABASE_URL: database.url, DATA_DIR: join(folder, 'data') },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const ended = Promise.all([once(child, 'exit'), once(feeder, 'exit')]);
    await expect.poll(isDue, patience).toBe(true);
    child.kill('SIGKILL');
    feeder.kill('SIGKILL');
    expect((await ended)[0]).toEqual([null, 'SIGKILL']);
    await settled();
  }

  const sessions = (condition: string) =>
    query(
      { database },
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND ${condition}`,
    );

  /** Until Postgres has undone what a dead process had begun. */
  async function settled(): Promise<void> {
    while ((await sessions("application_name = 'marquee'")).length > 0) await sleep(5);
  }

  const tables = () =>
    query({ database }, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  const names = async () => [...(await contentOf(storage)).keys()].sort();
  const fileCount = async () =>
    (await names()).filter((name) => !name.startsWith('restore/')).length;
  async function beginAnew(): Promise<FileStorage> {
    const media = join(folder, 'data', 'media');
    await rm(media, { recursive: true });
    await database.drop();
    database = await createEmptyDatabase();
    return LocalStorage.open(media);
  }

  const bringBack = () => restore({ databaseUrl: database.url, storage }, archive);

  it('that is killed leaves no row, and files that the next restore of the backup begins with removing', async () => {
    const inLedger = bytes.indexOf('rows/media_files/');
    await kill(
      inLedger + 700,
      async () => (await sessions('query LIKE \'COPY "media_files"%\'')).length > 0,
    );
    expect(await tables()).toEqual([]);
    expect(await names()).toEqual([expect.stringMatching(/^restore\/.*\/begun\.txt$/)]);

    const second = bytes.indexOf('files/upload/', bytes.indexOf('files/upload/') + 1);
    await kill(second + 200_000, async () => (await fileCount()) === 1);
    expect(await tables()).toEqual([]);

    await kill(bytes.indexOf('SHA256SUMS') - 100, async () => (await fileCount()) === sizes.length);
    expect(await tables()).toEqual([]);
    expect(await names()).toHaveLength(sizes.length + 1);

    expect(await bringBack()).toEqual(summary);
    expect(await contentOf(storage)).toEqual(await contentOf(original));
    expect(await query({ database }, 'SELECT * FROM media_files ORDER BY key')).toEqual(
      await query({ database: source }, 'SELECT * FROM media_files ORDER BY key'),
    );
  });

  it('that is killed after its commit has done all of it, and the next one says so', async () => {
    const dying = await beginAnew();
    // As a process does that is killed before it has removed its mark.
    dying.delete = () => Promise.reject(new Error('dead'));
    const target = { databaseUrl: database.url, storage: dying };
    expect(await restore(target, archive)).toEqual(summary);
    const whole = await names();
    expect(whole).toHaveLength(sizes.length + 1);
    await expect(bringBack()).rejects.toThrow('has been restored into the database already');
    expect(await names()).toEqual(whole);
    expect(await query({ database }, 'SELECT key FROM media_files')).toHaveLength(sizes.length);
  });

  it('takes longer over a file than Postgres lets a transaction idle', async () => {
    const slow = await beginAnew();
    const name = new URL(database.url).pathname.slice(1);
    await query(
      { database },
      `ALTER DATABASE ${name} SET idle_in_transaction_session_timeout = 200`,
    );
    await query({ database }, `ALTER DATABASE ${name} SET transaction_timeout = 1000`);
    const put = slow.put.bind(slow);
    slow.put = async (...file) => {
      await sleep(400);
      return put(...file);
    };
    expect(await restore({ databaseUrl: database.url, storage: slow }, archive)).toEqual(summary);
  });
});

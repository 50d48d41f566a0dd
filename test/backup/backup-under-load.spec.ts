import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entriesOf } from '../../src/backup/archive.reader.js';
import { backUp } from '../../src/backup/backup.js';
import { restore } from '../../src/backup/restore.js';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import { LocalStorage } from '../../src/storage/local.storage.js';
import { CrashServer } from '../crash/crash-server.js';
import { type CrashWorld, createWorld } from '../crash/crash-world.js';
import { Inspection } from '../crash/inspection.js';
import { Random, chosenSeed } from '../crash/random.js';
import { startTestApp } from '../support/app.js';
import { type TestDatabase, createEmptyDatabase, createTestDatabase } from '../support/database.js';
import { buildServer } from '../support/server-build.js';
import { query } from '../support/traces.js';

const nothing = { count: 0, examples: [] };

describe('a backup under load', () => {
  let backUpProgram: string;
  let source: TestDatabase;
  let target: TestDatabase;
  let server: CrashServer;
  let world: CrashWorld;
  let folder: string;

  beforeAll(async () => {
    const program = await buildServer('test/crash/server-program.ts');
    backUpProgram = await buildServer('src/app.backup.ts');
    folder = await mkdtemp(join(tmpdir(), 'marquee-backup-'));
    source = await createTestDatabase();
    target = await createEmptyDatabase();
    world = await createWorld(source.url, new Random(chosenSeed()), (environment) => {
      server = new CrashServer(program, environment);
      return server.start();
    });
  });

  afterAll(async () => {
    await server?.close();
    await world?.close();
    await Promise.all([source?.drop(), target?.drop()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** While `work` is done, writers create, replace and delete, and sweeps erase what they let go of. */
  async function underLoad<T>(work: () => Promise<T>): Promise<T> {
    const end = new AbortController();
    const writing = world.work(end.signal);
    const sweeping = (async () => {
      while (!end.signal.aborted) {
        await server.sweep();
        await sleep(50);
      }
    })();
    try {
      return await work();
    } finally {
      end.abort();
      await Promise.all([writing, sweeping]);
    }
  }

  const storage = () => LocalStorage.open(join(String(world.environment['DATA_DIR']), 'media'));
  const answered = () => world.writers.reduce((sum, writer) => sum + writer.answered, 0);

  async function moreAnswers(count: number): Promise<void> {
    const enough = answered() + count;
    while (answered() < enough) await sleep(5);
  }

  it('holds one instant: every URL in a row is served whole where it is restored', async () => {
    const archive = join(folder, 'busy.tar');
    const summary = await underLoad(async () => {
      await moreAnswers(30);
      const store = await storage();
      const read = store.read.bind(store);
      // So slow that much is replaced and deleted before its file is read.
      store.read = async (name, range) => {
        await moreAnswers(2);
        return read(name, range);
      };
      return backUp({ databaseUrl: source.url, storage: store }, archive);
    });
    expect(summary.missing).toEqual(nothing);
    expect(summary.files).toBeGreaterThan(5);
    const dataDir = join(folder, 'restored');
    const media = join(dataDir, 'media');
    await restore({ databaseUrl: target.url, storage: await LocalStorage.open(media) }, archive);
    await inspect(dataDir);
  });

  async function inspect(dataDir: string): Promise<void> {
    const settings = { DATABASE_URL: target.url, DATA_DIR: dataDir, SWEEP_GRACE_MINUTES: '0' };
    const spool = join(dataDir, 'spool');
    const app = await startTestApp({ ...settings, SPOOL_DIR: spool });
    try {
      const report = await app.nest.get(MediaSweeper).sweep({ audit: true });
      expect(report?.audit).toMatchObject({
        missingFiles: nothing,
        disagreements: nothing,
        unknownFiles: nothing,
        ownerless: nothing,
      });
      const inspection = new Inspection({
        stage: { ...world.stage, url: app.url },
        query: (text, values) => query({ database: target }, text, values),
        media: join(dataDir, 'media'),
        spool,
      });
      await inspection.requireAgreement();
      await inspection.requireServed();
    } finally {
      await app.close();
    }
  }

  /** @returns what is left beside the archives of other tests */
  async function killedAt(killed: string): Promise<readonly string[]> {
    const child = spawn(process.execPath, [backUpProgram, killed], {
      env: { ...process.env, ...world.environment },
      stdio: 'ignore',
    });
    const gone = once(child, 'exit');
    const partial = async () => (await readdir(folder)).includes('killed.tar.partial');
    while (!(await partial()) && child.exitCode === null) await sleep(1);
    child.kill('SIGKILL');
    await gone;
    const names = await readdir(folder);
    if (!names.includes('killed.tar')) return names;
    // It was quicker. Then it is whole, or this throws; and it proves nothing else.
    for await (const { content } of entriesOf(killed)) content.resume();
    await rm(killed);
    return killedAt(killed);
  }

  it('that is killed leaves nothing that looks like one, and holds nothing up', async () => {
    const names = await underLoad(() => killedAt(join(folder, 'killed.tar')));
    expect(names).not.toContain('killed.tar');
    expect(names).toContain('killed.tar.partial');
    await backUp({ databaseUrl: source.url, storage: await storage() }, join(folder, 'next.tar'));
  });
});

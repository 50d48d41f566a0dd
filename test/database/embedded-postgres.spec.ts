import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processFacts } from '../../src/database/embedded-postgres/process-facts.js';
import {
  type EmbeddedPostgres,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/database/embedded-postgres.js';
import { temporaryDirectory } from '../support/temporary-postgres.js';

const asRoot = process.getuid?.() === 0;

/** A data directory whose cluster is made already: making one takes most of a cold start. */
let pristine: string;
let directory: string;
let running: EmbeddedPostgres[];

beforeAll(async () => {
  pristine = await temporaryDirectory('boot');
  const postgres = await startEmbeddedPostgres({ dataDir: pristine, durability: 'throwaway' });
  await postgres.stop();
});

afterAll(() => rm(pristine, { recursive: true, force: true }));

beforeEach(async () => {
  directory = await temporaryDirectory('boot');
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((postgres) => postgres.stop()));
  for (const { dataDirectory } of running)
    await rm(dataDirectory, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
});

async function boot(dataDir = directory): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, durability: 'throwaway' });
  running.push(postgres);
  return postgres;
}

/** Boots from the cluster that is made already. */
async function bootWarm(durability: 'durable' | 'throwaway' = 'throwaway') {
  const home = join(directory, 'postgres');
  if (!existsSync(home)) await promisify(execFile)('cp', ['-a', join(pristine, 'postgres'), home]);
  const postgres = await startEmbeddedPostgres({ dataDir: directory, durability });
  running.push(postgres);
  return postgres;
}

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

async function postmasterPid(postgres: EmbeddedPostgres): Promise<number> {
  return Number.parseInt(await readFile(lockOf(postgres), 'utf8'), 10);
}

function lockOf({ dataDirectory }: EmbeddedPostgres): string {
  return join(dataDirectory, 'cluster', 'data', 'postmaster.pid');
}

describe('the embedded Postgres', () => {
  it('offers a UTF-8 database of Postgres 18, and finds its data again', async () => {
    const first = await bootWarm('durable');
    expect(await query(first.url, 'SHOW server_version')).toEqual([expect.stringMatching(/^18\./)]);
    expect(await query(first.url, 'SHOW server_encoding')).toEqual(['UTF8']);
    expect(await query(first.url, "SELECT lower('ÀÉ')")).toEqual(['àé']);
    await query(first.url, 'CREATE TABLE kept AS SELECT 42');
    await first.stop();
    const second = await bootWarm();
    expect(await query(second.url, 'TABLE kept')).toEqual([42]);
  });

  it('syncs what it commits, unless a test gives that up', async () => {
    const postgres = await bootWarm('durable');
    expect(await query(postgres.url, 'SHOW fsync')).toEqual(['on']);
    expect(await query(postgres.url, 'SHOW synchronous_commit')).toEqual(['on']);
  });

  it('lets nobody in without its password', async () => {
    const { url } = await bootWarm();
    const stranger = new URL(url);
    stranger.password = 'guess';
    await expect(query(stranger.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps its password from other users', async () => {
    const { dataDirectory } = await bootWarm();
    const { mode } = await stat(join(dataDirectory, 'cluster', 'password'));
    expect(mode & 0o077).toBe(0);
  });

  it('lives in a path with spaces and brackets, beside a second one', async () => {
    const clones = ['clone [1] of two', 'clone 2'].map((name) => join(directory, name));
    const [one, two] = await Promise.all(clones.map((clone) => boot(clone)));
    expect(await query(one!.url, 'SELECT 1')).toEqual([1]);
    expect(await query(two!.url, 'SELECT 2')).toEqual([2]);
  });

  it('tells a second server on the same data who holds it', async () => {
    const { url } = await bootWarm();
    await expect(bootWarm()).rejects.toThrow(
      new RegExp(`process ${process.pid}\\) already uses the database .*DATA_DIR`),
    );
    expect(await query(url, 'SELECT 1')).toEqual([1]);
  });

  it('is found by those who work beside its server, for as long as it runs', async () => {
    const postgres = await bootWarm();
    const found = await findEmbeddedPostgres(directory);
    expect(found?.url).toBe(postgres.url);
    await postgres.stop();
    expect(await findEmbeddedPostgres(directory)).toBeNull();
  });

  it('starts over the lock of a process that is gone', async () => {
    const first = await bootWarm();
    const lock = await readFile(lockOf(first), 'utf8');
    await first.stop();
    const ended = spawn('true');
    await once(ended, 'exit');
    await writeFile(lockOf(first), lock.replace(/^\d+/, String(ended.pid)));
    const { url } = await bootWarm();
    expect(await query(url, 'SELECT 1')).toEqual([1]);
  });

  it('starts over a lock whose process id belongs to another program by now', async () => {
    const first = await bootWarm();
    const lock = await readFile(lockOf(first), 'utf8');
    await first.stop();
    const { uid, gid } = await stat(join(first.dataDirectory, 'cluster'));
    const stranger = spawn('sleep', ['60'], asRoot ? { uid, gid } : {});
    await once(stranger, 'spawn');
    try {
      await writeFile(lockOf(first), lock.replace(/^\d+/, String(stranger.pid)));
      const { url } = await bootWarm();
      expect(await query(url, 'SELECT 1')).toEqual([1]);
    } finally {
      stranger.kill();
    }
  });

  it('takes over from a server that was killed, and ends what that left running', async () => {
    const maker = fileURLToPath(new URL('../support/orphan-maker.mjs', import.meta.url));
    const killed = spawn(process.execPath, [maker, directory], { stdio: 'inherit' });
    expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
    const home = await realpath(join(directory, 'postgres'));
    const lock = await readFile(join(home, 'cluster', 'data', 'postmaster.pid'), 'utf8');
    const orphan = Number.parseInt(lock, 10);
    expect(await processFacts(orphan)).toBeDefined();
    const { url } = await bootWarm();
    expect(await processFacts(orphan)).toBeUndefined();
    expect(await query(url, 'SELECT 1')).toEqual([1]);
  });

  it('is gone when it has stopped, sessions or not', async () => {
    const postgres = await bootWarm();
    const pid = await postmasterPid(postgres);
    const session = new Client({ connectionString: postgres.url });
    session.on('error', () => undefined);
    await session.connect();
    await postgres.stop();
    expect(await processFacts(pid)).toBeUndefined();
    await session.end();
  });

  it('shows the words of Postgres when it cannot start', async () => {
    const first = await bootWarm();
    await first.stop();
    await writeFile(
      join(first.dataDirectory, 'cluster', 'data', 'postgresql.conf'),
      'shared_buffers = nonsense',
    );
    await expect(bootWarm()).rejects.toThrow(
      /invalid value for parameter "shared_buffers": "nonsense"/,
    );
  });

  it('says so when its data are gone behind their link', async () => {
    const first = await bootWarm();
    await first.stop();
    await rm(first.dataDirectory, { recursive: true });
    await symlink('/nowhere', join(directory, 'postgres'));
    await expect(boot()).rejects.toThrow(/is a link to a directory that is gone/);
  });

  it('clears away the half-made cluster of a first start that was killed', async () => {
    const half = join(directory, 'postgres', 'cluster.new-killed');
    await mkdir(half, { recursive: true });
    const { dataDirectory } = await boot();
    expect((await readdir(dataDirectory)).filter((name) => name.includes('.new-'))).toEqual([]);
  });

  it('as root, moves to where its user may go, and leaves a link', async ({ skip }) => {
    if (!asRoot) skip('needs root: another user cannot make a directory that only root may enter');
    await chmod(directory, 0o700);
    const first = await bootWarm('durable');
    expect((await lstat(join(directory, 'postgres'))).isSymbolicLink()).toBe(true);
    expect(first.dataDirectory).toBe(await realpath(join(directory, 'postgres')));
    await query(first.url, 'CREATE TABLE kept AS SELECT 42');
    await first.stop();
    const second = await bootWarm();
    expect(await query(second.url, 'TABLE kept')).toEqual([42]);
  });

  it('as root, takes its data along when the directory above is closed later', async ({ skip }) => {
    if (!asRoot) skip('needs root: another user cannot make a directory that only root may enter');
    const first = await bootWarm('durable');
    await query(first.url, 'CREATE TABLE kept AS SELECT 42');
    await first.stop();
    await chmod(directory, 0o700);
    const second = await bootWarm();
    expect(second.dataDirectory).not.toBe(first.dataDirectory);
    expect(await query(second.url, 'TABLE kept')).toEqual([42]);
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoEntries } from '../../src/seed/demo.entries.js';
import { Drawing } from '../../src/seed/drawing/drawing.js';
import { freePort } from '../support/free-port.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';
import { type ServerBuild, buildServer } from '../support/server-build.js';
import { query } from '../support/traces.js';
import { CrashServer } from './crash-server.js';

const entries = demoEntries(new Date());
const pictures = entries
  .flatMap(({ attributes = {} }) => Object.values(attributes))
  .filter((value) => value instanceof Drawing);
const handouts = entries.flatMap(({ documents = {} }) => Object.values(documents).flat());
const files = pictures.length + handouts.length;

/** A slow machine is no fault; alone on two cores it takes a twentieth of that. */
const patienceMs = 600_000;

describe('a first start that is killed while it seeds', () => {
  let built: ServerBuild;
  let database: TestDatabase;
  let dataDir: string;
  let server: CrashServer;

  beforeAll(async () => {
    built = await buildServer('test/crash/server-program.ts');
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'marquee-crash-'));
    server = new CrashServer(built.program, {
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(await freePort()),
      LOG_LEVEL: 'silent',
      SWEEP_INTERVAL_MINUTES: '0',
      SWEEP_GRACE_MINUTES: '0',
      UNKNOWN_FILE_HOURS: '0',
    });
    await server.start();
  }, patienceMs);

  afterAll(async () => {
    await server?.close();
    await database?.drop();
    await built?.remove();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function number(statement: string): Promise<number> {
    const [row] = await query<{ number: string }>({ database }, statement);
    return Number(row?.number);
  }

  const rowsOf = (table: string) => number(`SELECT count(*) AS number FROM ${table}`);

  /** What is written is not seen before the commit, but how often a sequence was asked is. */
  const sessionsBegun = () => number('SELECT last_value AS number FROM sessions_id_seq');

  /** @param isDue whether it is time to kill it */
  async function killOnce(isDue: () => Promise<boolean>): Promise<void> {
    const seeding = server.seed().then(
      () => 'seeded',
      () => 'killed',
    );
    while (!(await isDue())) await sleep(2);
    await server.kill();
    expect(await seeding).toBe('killed');
    await untilDeserted();
    for (const table of ['users', 'events', 'event_topics', 'media_attachments'])
      expect(await rowsOf(table), table).toBe(0);
    await server.start();
  }

  /** Until Postgres has undone what a dead server had begun. */
  async function untilDeserted(): Promise<void> {
    const sessions = `SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'marquee'`;
    while ((await query({ database }, sessions)).length > 0) await sleep(5);
  }

  it(
    'leaves nothing to be seen, and the next start makes all of it, once',
    async () => {
      await killOnce(async () => (await rowsOf('media_files')) >= 1);
      await killOnce(async () => (await rowsOf('media_files')) >= files / 2);
      await killOnce(async () => (await sessionsBegun()) >= 20);
      await server.seed();
      await server.seed();
      expect(await rowsOf('users')).toBe(9);
      expect(await rowsOf('events')).toBe(6);
      expect(await rowsOf('sessions')).toBe(40);
      expect(await rowsOf('media_attachments')).toBe(files);
      expect(await rowsOf('media_files')).toBeGreaterThan(2 * files);
      const { audit } = await server.sweep();
      expect(audit?.missingFiles.count).toBe(0);
      expect(audit?.disagreements.count).toBe(0);
      expect(await rowsOf('media_files')).toBe(files);
    },
    patienceMs,
  );
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoEntries } from '../../src/seed/demo.entries.js';
import { Drawing } from '../../src/seed/drawing/drawing.js';
import { freePort } from '../support/free-port.js';
import { patientSettings } from '../support/patient-settings.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';
import { buildServer } from '../support/server-build.js';
import { CrashServer } from './crash-server.js';
import { KilledWrite } from './killed-write.js';

const entries = demoEntries(new Date());
const pictures = entries
  .flatMap(({ attributes = {} }) => Object.values(attributes))
  .filter((value) => value instanceof Drawing);
const handouts = entries.flatMap(({ documents = {} }) => Object.values(documents).flat());
const files = pictures.length + handouts.length;

/** A slow machine is no fault; alone on two cores it takes a twentieth of that. */
const patienceMs = 600_000;

describe('a first start that is killed while it seeds', () => {
  let database: TestDatabase;
  let dataDir: string;
  let server: CrashServer;

  beforeAll(async () => {
    const program = await buildServer('test/crash/server-program.ts');
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'marquee-crash-'));
    server = new CrashServer(program, {
      ...patientSettings,
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
    await rm(dataDir, { recursive: true, force: true });
  });

  it(
    'leaves nothing to be seen, and the next start makes all of it, once',
    async () => {
      const killed = await KilledWrite.prepare(server, database, [
        'users',
        'events',
        'event_topics',
        'media_attachments',
      ]);
      await killed.kill(
        () => server.seed(),
        async () => (await killed.rowsOf('media_files')) >= 1,
      );
      await killed.kill(
        () => server.seed(),
        async () => (await killed.rowsOf('media_files')) >= files / 2,
      );
      await killed.kill(
        () => server.seed(),
        async () => (await killed.sessionsBegun()) >= 20,
      );
      await server.seed();
      await server.seed();
      expect(await killed.rowsOf('users')).toBe(9);
      expect(await killed.rowsOf('events')).toBe(6);
      expect(await killed.rowsOf('sessions')).toBe(40);
      expect(await killed.rowsOf('media_attachments')).toBe(files);
      expect(await killed.rowsOf('media_files')).toBeGreaterThan(2 * files);
      const { audit } = await server.sweep();
      expect(audit?.missingFiles.count).toBe(0);
      expect(audit?.disagreements.count).toBe(0);
      expect(await killed.rowsOf('media_files')).toBe(files);
    },
    patienceMs,
  );
});

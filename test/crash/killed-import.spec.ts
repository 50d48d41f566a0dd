import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archiveOf } from '../support/archive.js';
import { Api, eventDocument } from '../support/api.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';
import { freePort } from '../support/free-port.js';
import { patientSettings } from '../support/patient-settings.js';
import { drawPicture } from '../support/pictures.js';
import { buildServer } from '../support/server-build.js';
import { CrashServer } from './crash-server.js';
import { KilledWrite } from './killed-write.js';

const speakers = 12;
const sessions = 60;

/** A slow machine is no fault; alone on two cores it takes a twentieth of that. */
const patienceMs = 600_000;

describe('a server that is killed while it imports an event', () => {
  let database: TestDatabase;
  let dataDir: string;
  let server: CrashServer;
  let url: string;
  let token: string;
  let archive: Buffer;

  beforeAll(async () => {
    const program = await buildServer('test/crash/server-program.ts');
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'marquee-crash-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = new CrashServer(program, {
      ...patientSettings,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: url,
      LOG_LEVEL: 'silent',
      SWEEP_INTERVAL_MINUTES: '0',
      SWEEP_GRACE_MINUTES: '0',
      UNKNOWN_FILE_HOURS: '0',
    });
    await server.start();
    ({ token } = await new Api({ url }).signUp('carrier'));
    archive = await archiveOfEvent();
  }, patienceMs);

  afterAll(async () => {
    await server?.close();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function archiveOfEvent(): Promise<Buffer> {
    const picture = await drawPicture('jpeg', { width: 900, height: 600 });
    const listOf = (type: string, count: number, attributes: (index: number) => object) => ({
      data: Array.from({ length: count }, (_, index) => ({
        type,
        lid: `${type}-${index}`,
        attributes: attributes(index),
      })),
    });
    const photo = (index: number) => `media/${index}.jpg`;
    return archiveOf({
      'manifest.json': { format: 'marquee-event', version: 1 },
      'documents/event.json': listOf('event', 1, () => eventDocument().data.attributes),
      'documents/speaker.json': listOf('speaker', speakers, (index) => ({
        name: `Speaker ${index}`,
        'photo-url': photo(index),
      })),
      'documents/session.json': listOf('session', sessions, (index) => ({ title: `${index}` })),
      ...Object.fromEntries(Array.from({ length: speakers }, (_, one) => [photo(one), picture])),
    });
  }

  const send = async () => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/zip' };
    const answer = await fetch(`${url}/v1/events/import`, {
      method: 'POST',
      headers,
      body: archive,
    });
    return answer.status;
  };

  it(
    'leaves no row, and only files that the sweeper finds',
    async () => {
      const killed = await KilledWrite.prepare(server, database, [
        'events',
        'speakers',
        'sessions',
        'media_attachments',
      ]);
      await killed.kill(send, async () => (await killed.rowsOf('media_files')) >= 1);
      await killed.kill(send, async () => (await killed.rowsOf('media_files')) >= speakers);
      const before = await killed.sessionsBegun();
      await killed.kill(send, async () => (await killed.sessionsBegun()) >= before + sessions / 3);
      expect(await killed.rowsOf('media_files')).toBeGreaterThan(speakers);
      expect(await send()).toBe(201);
      const { audit } = await server.sweep();
      expect(audit?.missingFiles.count).toBe(0);
      expect(audit?.disagreements.count).toBe(0);
      expect(await killed.rowsOf('events')).toBe(1);
      expect(await killed.rowsOf('sessions')).toBe(sessions);
      expect(await killed.rowsOf('media_attachments')).toBe(speakers);
      expect(await killed.rowsOf('media_files')).toBe(speakers);
    },
    patienceMs,
  );
});

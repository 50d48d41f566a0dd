import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.factory.js';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import { type LoopbackS3, startLoopbackS3 } from '../storage/loopback-s3.js';
import { logInAdmin } from '../support/admin.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';
import { tellRecovery } from '../support/recovery.js';
import { RoundRobin } from '../support/round-robin.js';
import { buildServer } from '../support/server-build.js';
import { ServerProcess } from '../support/server-process.js';
import { SlowRequest } from '../support/slow-request.js';
import { temporaryDirectory } from '../support/temporary-postgres.js';
import { query } from '../support/traces.js';
import { freshSocket } from './fresh-socket.js';
import { drawPictures, requirePicture } from './picture-set.js';
import { type KeptEvent, RepeatingClient } from './repeating-client.js';

const serverCount = 3;
const clientCount = 4;
/** Acknowledged before the kill, and again after the new start. */
const eventsOfHalf = 10;
const patience = { timeout: 100_000 };
const credentials = { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' };

describe(`${serverCount} servers on one Postgres and one bucket, behind a balancer`, () => {
  let program: string;
  let database: TestDatabase;
  let store: LoopbackS3;
  let dataDir: string;
  let balancer: RoundRobin;
  let url: string;
  let settings: Record<string, string>;
  let servers: ServerProcess[] = [];

  beforeAll(async () => {
    program = await buildServer('src/main.ts');
    database = await createTestDatabase();
    store = await startLoopbackS3();
    dataDir = await temporaryDirectory('many');
    balancer = new RoundRobin([]);
    url = await balancer.open();
    settings = {
      ...credentials,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      PUBLIC_URL: url,
      JWT_SECRET: 'a secret of thirty-two characters, or more',
      MEDIA_STORAGE: 's3',
      S3_BUCKET: store.bucket,
      S3_ENDPOINT: store.endpoint,
      S3_FORCE_PATH_STYLE: 'true',
      SWEEP_DELAY_SECONDS: '0',
    };
    servers = await Promise.all(Array.from({ length: serverCount }, (_, place) => start(place)));
  });
  afterAll(async () => {
    balancer?.close();
    await Promise.all(servers.map((server) => server.kill()));
    await store?.close();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
    vi.unstubAllEnvs();
  });

  async function start(place: number): Promise<ServerProcess> {
    const own = { ...settings, SPOOL_DIR: join(dataDir, `spool-${place}`) };
    const server = await ServerProcess.launch(program, own);
    await server.serves();
    balancer.ports[place] = Number(new URL(server.url).port);
    return server;
  }

  /** SIGKILL, while half of a body is in its hands, and requests of others are. */
  async function killMidUpload(victim: ServerProcess, token: string): Promise<void> {
    const data = `data:image/png;base64,${'A'.repeat(100_000)}`;
    const upload = await SlowRequest.begin(`${victim.url}/v1/upload/image`, token, { data });
    await victim.kill();
    await expect(upload.answer).rejects.toThrow(/socket hang up|ECONNRESET|EPIPE/);
  }

  /** By another process, once what the dead one had begun is old enough to be given up. */
  async function sweep() {
    for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value);
    const quiet = { LOG_LEVEL: 'silent', SWEEP_INTERVAL_MINUTES: '0', PORT: '0' };
    const app = await createApp({ ...settings, ...quiet, SPOOL_DIR: join(dataDir, 'spool') });
    try {
      const long = `created_at = created_at - interval '2 hours'`;
      await query({ database }, `UPDATE media_files SET ${long} WHERE state = 'writing'`);
      const report = await app.get(MediaSweeper).sweep({ audit: true });
      if (report === null) throw new Error('Another process sweeps');
      return report;
    } finally {
      await app.close();
    }
  }

  async function requireServed(events: readonly KeptEvent[]): Promise<void> {
    for (const { picture, url: at } of events) {
      const response = await fetch(at, { headers: freshSocket });
      expect(response.status).toBe(200);
      await requirePicture(Buffer.from(await response.arrayBuffer()), picture);
    }
  }

  it('lose nothing and do nothing twice while one of them is killed and started anew', async () => {
    const token = await logInAdmin(url);
    const pictures = await drawPictures(8);
    const names = Array.from({ length: clientCount }, (_, index) => `client ${index}`);
    const clients = names.map((name) => new RepeatingClient(name, url, token));
    const kept = () => clients.flatMap((client) => client.kept);
    const end = new AbortController();
    const working = Promise.all(clients.map((client) => client.work(pictures, end.signal)));
    await expect.poll(() => kept().length, patience).toBeGreaterThan(eventsOfHalf);
    await killMidUpload(servers[1]!, token);
    const killed = performance.now();
    const alone = kept().length;
    await expect.poll(() => kept().length, patience).toBeGreaterThan(alone);
    tellRecovery('one of three servers', killed);
    await expect.poll(() => kept().length, patience).toBeGreaterThan(alone + 3);
    servers[1] = await start(1);
    const again = kept().length;
    await expect.poll(() => kept().length, patience).toBeGreaterThan(again + eventsOfHalf);
    end.abort();
    await working;

    expect(clients.flatMap(({ complaints }) => complaints)).toEqual([]);
    const rows = await query<{ name: string }>({ database }, 'SELECT name FROM events');
    const acknowledged = kept().map(({ name }) => name);
    expect(rows.map(({ name }) => name).sort()).toEqual(acknowledged.sort());
    const { audit } = await sweep();
    expect(audit).toMatchObject({ missingFiles: { count: 0 }, disagreements: { count: 0 } });
    // Only a rendition can outlive the giving up of its picture.
    expect(audit?.unknownFiles.examples.filter((name) => name.includes('/original.'))).toEqual([]);
    const ledger = await query<{ state: string }>({ database }, 'SELECT state FROM media_files');
    expect(ledger.map(({ state }) => state)).toEqual(acknowledged.map(() => 'stored'));
    await requireServed(kept());
    expect(servers.every(({ output }) => !output.includes('A sweep failed'))).toBe(true);
  });
});

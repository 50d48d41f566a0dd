import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Api, eventDocument } from '../support/api.js';
import { freePort } from '../support/free-port.js';
import { patientSettings } from '../support/patient-settings.js';
import { Inspection, type Scene } from './inspection.js';
import { drawPictures } from './picture-set.js';
import type { Random } from './random.js';
import { type Kind, type Stage, Writer } from './writer.js';

/** Kept when they are deleted, and with their pictures; and gone at once. */
const kinds: readonly Kind[] = [
  {
    type: 'event',
    path: '/v1/events',
    table: 'events',
    attributes: eventDocument().data.attributes,
    hasDocuments: true,
  },
  {
    type: 'custom-placeholder',
    path: '/v1/custom-placeholders',
    table: 'custom_placeholders',
    attributes: {},
    hasDocuments: false,
  },
];

const writerCount = 4;

/** Where servers are killed: their settings, who writes to them, and what must hold afterwards. */
export interface CrashWorld {
  readonly environment: Record<string, string>;
  readonly stage: Stage;
  readonly writers: readonly Writer[];
  readonly inspection: Inspection;
  /** After the death of Postgres. */
  reconnect(): Promise<void>;
  /** All writers at once, until the signal. */
  work(signal: AbortSignal): Promise<void>;
  /** Until Postgres has done with the sessions of a server that is dead. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param databaseUrl of a migrated database
 * @param start starts a server with the settings; it is asked for a token, and left running
 */
export async function createWorld(
  databaseUrl: string,
  random: Random,
  start: (environment: Record<string, string>) => Promise<unknown>,
): Promise<CrashWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-crash-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...patientSettings,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    SPOOL_DIR: join(dataDir, 'spool'),
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    LOG_LEVEL: 'silent',
    IMAGE_WORKERS: '1',
    SWEEP_INTERVAL_MINUTES: '0',
    SWEEP_GRACE_MINUTES: '0',
    UNKNOWN_FILE_HOURS: '0',
  };
  await start(environment);
  let database = await connect(databaseUrl);
  const stage = {
    url,
    token: await signUpAdmin(url, database),
    kinds,
    pictures: await drawPictures(40),
    shown: new Map(),
  };
  const names = Array.from({ length: writerCount }, (_, index) => `writer ${index}`);
  const writers = names.map((name) => new Writer(name, stage, random));
  const scene = {
    stage,
    query: (async (text, values) =>
      (await database.query(text, [...values])).rows) as Scene['query'],
    media: join(dataDir, 'media'),
    spool: join(dataDir, 'spool'),
  };
  return {
    environment,
    stage,
    writers,
    inspection: new Inspection(scene),
    async reconnect() {
      await database.end().catch(() => {});
      database = await connect(databaseUrl);
    },
    async work(signal) {
      await Promise.all(writers.map((writer) => writer.work(signal)));
    },
    settle: () => untilDeserted(database),
    async close() {
      await database.end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  // Of a Postgres that was killed.
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function signUpAdmin(url: string, database: Client): Promise<string> {
  const user = await new Api({ url }).signUp();
  await database.query('UPDATE users SET is_admin = true, is_verified = true WHERE id = $1', [
    user.id,
  ]);
  return user.token;
}

async function untilDeserted(database: Client): Promise<void> {
  for (;;) {
    const { rows } = await database.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'marquee'`,
    );
    if (rows.length === 0) return;
    await sleep(5);
  }
}

import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';

/** Of one row, in the text format of COPY. */
const rowBytes = 10_000;

/** What is backed up: a migrated database, and a folder. */
export class Source {
  #storage;

  constructor(storage, settings) {
    this.#storage = storage;
    this.settings = settings;
  }

  /** @param dist Marquee, built */
  static async make(dist, { dataDir, postgresUrl }) {
    const load = (name) => import(pathToFileURL(join(dist, 'src', name)).href);
    await import('reflect-metadata');
    const { createApp } = await load('app.factory.js');
    const { LocalStorage } = await load('storage/local.storage.js');
    const settings = { DATABASE_URL: await emptyDatabase(postgresUrl), DATA_DIR: dataDir };
    // Made for its migrations alone.
    const app = await createApp({ ...settings, LOG_LEVEL: 'silent', SWEEP_INTERVAL_MINUTES: '0' });
    await app.close();
    return new Source(await LocalStorage.open(join(dataDir, 'media')), settings);
  }

  async store(count, bytes) {
    for (let made = 0; made < count; made++) {
      const key = `upload/${randomUUID()}`;
      const content = Readable.from([randomBytes(bytes)]);
      await this.#storage.put(`${key}/original.pdf`, content, 'application/pdf');
      await this.#query(
        "INSERT INTO media_files (key, state, format, bytes) VALUES ($1, 'stored', 'pdf', $2)",
        [key, bytes],
      );
    }
  }

  /** Answers that are kept for those who repeat a request: the widest rows that there are. */
  async fill(megabytes) {
    await this.#query(
      `INSERT INTO idempotency_records (caller, key, fingerprint, body)
       SELECT '1', number::text, '', repeat(md5(number::text), $2::int / 32)
       FROM generate_series(1, $1::int) AS number`,
      [Math.round((megabytes * 1e6) / rowBytes), rowBytes],
    );
  }

  #query(text, values) {
    return asked(this.settings.DATABASE_URL, text, values);
  }
}

/** @returns the URL of a new database beside the one of the URL */
export async function emptyDatabase(postgresUrl) {
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await asked(postgresUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(postgresUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function versionOf(url) {
  const { rows } = await asked(url, 'SHOW server_version');
  return rows[0].server_version;
}

async function asked(connectionString, text, values) {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await client.query(text, values);
  } finally {
    await client.end();
  }
}

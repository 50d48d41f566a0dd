import { rm } from 'node:fs/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.factory.js';
import { Replicas } from '../../src/database/replicas.js';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { freePort } from '../support/free-port.js';
import { ReplicatedPostgres } from '../support/replicated-postgres.js';
import { temporaryDirectory } from '../support/temporary-postgres.js';

const patience = { timeout: 60_000 };

/** Longer than a test takes, and so short that it can be waited for. */
const longLag = 60_000;
const shortLag = 400;

interface Server {
  readonly api: Api;
  readonly nest: NestExpressApplication;
}

describe('a server with a streaming replica', () => {
  let postgres: ReplicatedPostgres;
  let dataDir: string;
  let replica: Client;
  /** Both on the same database, as two processes behind a balancer are. */
  let patient: Server;
  let strict: Server;
  let author: SignedUp;
  let other: SignedUp;

  beforeAll(async () => {
    postgres = await ReplicatedPostgres.start();
    dataDir = await temporaryDirectory('replicas');
    patient = await serve(longLag);
    strict = await serve(shortLag);
    replica = new Client({ connectionString: postgres.replicaUrl });
    replica.on('error', () => {});
    await replica.connect();
    author = await patient.api.signUp();
    other = await patient.api.signUp();
  });
  afterEach(() => replica.query('SELECT pg_wal_replay_resume()').catch(() => {}));
  afterAll(async () => {
    await replica?.end().catch(() => {});
    await patient?.nest.close();
    await strict?.nest.close();
    await postgres?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function serve(lag: number): Promise<Server> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const nest = await createApp({
      DATABASE_URL: postgres.primary.url,
      DATABASE_REPLICA_URLS: postgres.replicaUrl,
      DATABASE_REPLICA_MAX_LAG_MS: String(lag),
      DATA_DIR: dataDir,
      JWT_SECRET: 'a secret of thirty-two characters, or more',
      PORT: String(port),
      PUBLIC_URL: url,
      LOG_LEVEL: 'silent',
      SWEEP_INTERVAL_MINUTES: '0',
      MAIL_POLL_MILLISECONDS: '0',
    });
    await nest.listen(port, '127.0.0.1');
    nest.getHttpServer().keepAliveTimeout = 0;
    await vi.waitFor(() => expect(nest.get(Replicas).next()).not.toBeNull(), patience);
    return { api: new Api({ url }), nest };
  }

  const pause = () => replica.query('SELECT pg_wal_replay_pause()');

  async function publish(name: string): Promise<string> {
    const { document, status } = await patient.api.post(
      '/v1/events',
      eventDocument({ name, state: 'published', 'location-name': 'Pier 3' }),
      author,
    );
    expect(status).toBe(201);
    return document.data.id as string;
  }

  const statusFor = async ({ api }: Server, id: string, who: { readonly token?: string } = {}) =>
    (await api.get(`/v1/events/${id}`, who)).status;

  it('reads what strangers ask for from the replica', async () => {
    await pause();
    const id = await publish('Not there yet');
    expect(await statusFor(patient, id)).toBe(404);
    await replica.query('SELECT pg_wal_replay_resume()');
    await expect.poll(() => statusFor(patient, id), patience).toBe(200);
  });

  it('shows whoever has just written what he has written, in every process', async () => {
    await pause();
    const id = await publish('His own');
    expect(await statusFor(patient, id, author)).toBe(200);
    expect(await statusFor(strict, id, author)).toBe(200);
    const listed = await patient.api.get('/v1/events?filter[name]=His own', author);
    expect(listed.document.data).toHaveLength(1);
    const change = { data: { type: 'event', id, attributes: { name: 'Changed' } } };
    expect((await patient.api.patch(`/v1/events/${id}`, change, author)).status).toBe(200);
    const read = await strict.api.get(`/v1/events/${id}`, author);
    expect(read.document.data.attributes.name).toBe('Changed');
  });

  it('shows everybody everything where the replica lags too much', async () => {
    await pause();
    const id = await publish('Soon for all');
    expect(await statusFor(patient, id)).toBe(404);
    await expect.poll(() => statusFor(strict, id), patience).toBe(200);
    expect(strict.nest.get(Replicas).next()).toBeNull();
    await replica.query('SELECT pg_wal_replay_resume()');
    await expect.poll(() => strict.nest.get(Replicas).next() !== null, patience).toBe(true);
  });

  it('ends a session at once, wherever it is asked', async () => {
    await pause();
    const session = await strict.api.post('/v1/auth/session', other);
    const token = session.document.access_token as string;
    expect((await patient.api.get(`/v1/users/${other.id}`, { token })).status).toBe(200);
    await strict.api.post('/v1/auth/logout', undefined, { token });
    expect((await patient.api.get(`/v1/users/${other.id}`, { token })).status).toBe(401);
  });

  it('reads from the primary where the replica is gone, and nobody notices', async () => {
    const id = await publish('Before');
    await expect.poll(() => statusFor(patient, id), patience).toBe(200);
    await postgres.stopReplica();
    for (let count = 0; count < 5; count++) expect(await statusFor(patient, id)).toBe(200);
    expect(patient.nest.get(Replicas).next()).toBeNull();
    expect(await statusFor(patient, await publish('After'))).toBe(200);
  });
});

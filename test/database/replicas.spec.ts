import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '../../src/app.factory.js';
import { Replicas } from '../../src/database/replicas.js';
import { Api, type SignedUp, eventDocument } from '../support/api.js';
import { freePort } from '../support/free-port.js';
import { ReplicatedPostgres } from '../support/replicated-postgres.js';
import { buildServer } from '../support/server-build.js';
import { ServerProcess } from '../support/server-process.js';
import { temporaryDirectory } from '../support/temporary-postgres.js';
import { query } from '../support/traces.js';
import { OtlpReceiver } from '../tracing/otlp-receiver.js';

/** Longer than a test takes, and so short that it can be waited for. */
const longLag = 60_000;
const shortLag = 400;

interface Server {
  readonly url: string;
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
    // The first migrates, and looks again soon after; the other would look again after a quarter of its long lag.
    strict = await serve(shortLag);
    patient = await serve(longLag);
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

  const settings = (lag: number) => ({
    DATABASE_URL: postgres.primary.url,
    DATABASE_REPLICA_URLS: postgres.replicaUrl,
    DATABASE_REPLICA_MAX_LAG_MS: String(lag),
    DATA_DIR: dataDir,
    JWT_SECRET: 'a secret of thirty-two characters, or more',
    SWEEP_INTERVAL_MINUTES: '0',
    MAIL_POLL_MILLISECONDS: '0',
  });

  async function serve(lag: number): Promise<Server> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const nest = await createApp({
      ...settings(lag),
      PORT: String(port),
      PUBLIC_URL: url,
      LOG_LEVEL: 'silent',
    });
    await nest.listen(port, '127.0.0.1');
    nest.getHttpServer().keepAliveTimeout = 0;
    await vi.waitUntil(() => nest.get(Replicas).next() !== null, { timeout: 60_000 });
    return { url, api: new Api({ url }), nest };
  }

  const pause = () => replica.query('SELECT pg_wal_replay_pause()');

  async function publish(name: string, { api } = patient, as = author): Promise<string> {
    const { document, status } = await api.post(
      '/v1/events',
      eventDocument({ name, state: 'published', 'location-name': 'Pier 3' }),
      as,
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
    await expect.poll(() => statusFor(patient, id)).toBe(200);
  });

  it('tells in its metrics where it reads, and of how many replicas', async () => {
    const id = await publish('Counted');
    await expect.poll(() => statusFor(patient, id)).toBe(200);
    const before = await figures();
    await statusFor(patient, id);
    await statusFor(patient, id, author);
    const after = await figures();
    const more = (name: string) => Number(after.get(name)) - Number(before.get(name));
    expect(more('marquee_reads_total{database="replica"}')).toBe(1);
    expect(more('marquee_reads_total{database="primary"}')).toBe(1);
    expect(after.get('marquee_replicas')).toBe('1');
    expect(after.get('marquee_replicas_readable')).toBe('1');
    expect(Number(after.get('marquee_replica_connections'))).toBeGreaterThan(0);
    expect(after.get('marquee_replica_waiting')).toBe('0');
  });

  async function figures(): Promise<ReadonlyMap<string, string>> {
    const metrics = await (await fetch(`${patient.url}/metrics`)).text();
    return new Map(
      [...metrics.matchAll(/^(\w+(?:\{.*\})?) (.*)$/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
  }

  it('tells in its traces which Postgres had a statement', async () => {
    const receiver = new OtlpReceiver();
    const server = await ServerProcess.launch(await buildServer('src/main.ts'), {
      ...settings(longLag),
      SPOOL_DIR: join(dataDir, 'spool-of-traces'),
      OTEL_EXPORTER_OTLP_ENDPOINT: await receiver.open(),
      OTEL_BSP_SCHEDULE_DELAY: '50',
    });
    try {
      await server.says('1 of 1 replicas may be read from');
      await server.serves();
      expect(await rolesIn(receiver, `${server.url}/v1/events`)).toEqual(['replica']);
      const mine = { Authorization: `Bearer ${author.token}` };
      expect(await rolesIn(receiver, `${server.url}/v1/users/${author.id}`, mine)).toEqual([
        'primary',
      ]);
    } finally {
      await server.kill();
      receiver.close();
    }
  });

  /** Which of both had the statements of a request. */
  async function rolesIn(
    receiver: OtlpReceiver,
    url: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<readonly unknown[]> {
    const trace = randomBytes(16).toString('hex');
    const traceparent = `00-${trace}-00f067aa0ba902b7-01`;
    expect((await fetch(url, { headers: { ...headers, traceparent } })).status).toBe(200);
    const route = () => receiver.spansOf(trace).some(({ name }) => name.startsWith('GET '));
    await expect.poll(route).toBe(true);
    const attributes = receiver.spansOf(trace).flatMap((span) => span.attributes);
    const roles = attributes.filter(({ key }) => key === 'marquee.database.role');
    return [...new Set(roles.map(({ value }) => (value as { stringValue: string }).stringValue))];
  }

  /** As it is long after he has logged in and written something. */
  async function forgetWrites({ id }: SignedUp): Promise<void> {
    await query(
      { database: { url: postgres.primary.url } },
      `UPDATE account_sessions SET created_at = now() - interval '1 hour', wrote_at = NULL WHERE user_id = $1`,
      [id],
    );
  }

  it('shows whoever has just written what he has written, in every process', async () => {
    await pause();
    await forgetWrites(author);
    const unseen = await publish('Of somebody else', patient, other);
    expect(await statusFor(patient, unseen, author)).toBe(404);
    const id = await publish('His own', strict);
    expect(await statusFor(patient, id, author)).toBe(200);
    const listed = await patient.api.get('/v1/events?filter[name]=His own', author);
    expect(listed.document.data).toHaveLength(1);
    const change = { data: { type: 'event', id, attributes: { name: 'Changed' } } };
    expect((await strict.api.patch(`/v1/events/${id}`, change, author)).status).toBe(200);
    const read = await patient.api.get(`/v1/events/${id}`, author);
    expect(read.document.data.attributes.name).toBe('Changed');
  });

  it('shows whoever does not know whether he has written what there is', async () => {
    const primary = { database: { url: postgres.primary.url } };
    // The connection ends within the COMMIT, before it is answered.
    await query(
      primary,
      `CREATE FUNCTION hang_up() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`,
    );
    await query(
      primary,
      `CREATE CONSTRAINT TRIGGER hang_up AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW WHEN (NEW.name = 'Who knows') EXECUTE FUNCTION hang_up()`,
    );
    await expect.poll(() => patient.nest.get(Replicas).next() !== null).toBe(true);
    await pause();
    await forgetWrites(author);
    const unseen = await publish('On the primary', patient, other);
    expect(await statusFor(patient, unseen, author)).toBe(404);
    const document = eventDocument({ name: 'Who knows' });
    const lost = await strict.api.post('/v1/events', document, author);
    expect(lost.document.errors[0].code).toBe('outcome-unknown');
    expect(await statusFor(patient, unseen, author)).toBe(200);
    await query(primary, 'DROP FUNCTION hang_up() CASCADE');
  });

  it('shows everybody everything where the replica lags too much', async () => {
    await pause();
    const id = await publish('Soon for all');
    expect(await statusFor(patient, id)).toBe(404);
    await expect.poll(() => statusFor(strict, id)).toBe(200);
    expect(strict.nest.get(Replicas).next()).toBeNull();
    await replica.query('SELECT pg_wal_replay_resume()');
    await expect.poll(() => strict.nest.get(Replicas).next() !== null).toBe(true);
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
    await expect.poll(() => statusFor(patient, id)).toBe(200);
    await postgres.stopReplica();
    for (let count = 0; count < 5; count++) expect(await statusFor(patient, id)).toBe(200);
    expect(patient.nest.get(Replicas).next()).toBeNull();
    expect(await statusFor(patient, await publish('After'))).toBe(200);
  });
});

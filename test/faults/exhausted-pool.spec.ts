import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DatabasePool } from '../../src/database/database-pool.js';
import { Api, type ApiResponse, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { tellRecovery } from '../support/recovery.js';
import { tracesOf } from '../support/traces.js';

const connections = 2;
const few = { DATABASE_POOL_MAX_CONNECTIONS: String(connections) };

describe('a pool of connections that is exhausted', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp({
      ...few,
      DATABASE_CONNECT_TIMEOUT_MS: '1000',
      DATABASE_STATEMENT_TIMEOUT_MS: '1000',
    });
    api = new Api(app);
    user = await api.signUp();
  });
  afterAll(() => app.close());

  /** Takes every connection. @returns how to give them back */
  async function exhaust({ nest } = app): Promise<() => Promise<unknown>> {
    const open = nest.get(DataSource);
    const held = Array.from({ length: connections }, () => open.createQueryRunner());
    await Promise.all(held.map((one) => one.connect()));
    return () => Promise.all(held.map((one) => one.release()));
  }

  function requireRefusal({ document, headers, status }: ApiResponse): void {
    expect(status).toBe(503);
    expect(document.errors).toMatchObject([{ code: 'unavailable' }]);
    expect(headers.get('retry-after')).toBe('5');
  }

  it('refuses reads and writes with 503 in the time that it is given, and changes nothing', async () => {
    const before = await tracesOf(app);
    const release = await exhaust();
    const reads = Array.from({ length: 20 }, () => api.get('/v1/events', user));
    const writes = Array.from({ length: 20 }, () => api.post('/v1/events', eventDocument(), user));
    for (const answer of await Promise.all([...reads, ...writes])) requireRefusal(answer);
    expect(app.nest.get(DatabasePool).waiting).toBe(0);
    expect((await fetch(`${app.url}/health/live`)).status).toBe(200);
    await release();
    const released = performance.now();
    expect((await api.get('/v1/events', user)).status).toBe(200);
    tellRecovery('pool', released);
    expect(await tracesOf(app)).toEqual(before);
    expect((await api.get('/v1/events', user)).status).toBe(200);
    expect((await api.post('/v1/events', eventDocument(), user)).status).toBe(201);
  });

  it('lets those wait who will be served in time', async () => {
    // Here that is longer than any test takes.
    const patient = await startTestApp({ ...few, DATABASE_CONNECT_TIMEOUT_MS: '600000' });
    onTestFinished(() => patient.close());
    const there = new Api(patient);
    const someone = await there.signUp();
    const release = await exhaust(patient);
    const waiting = Promise.all([
      there.get('/v1/events', someone),
      there.post('/v1/events', eventDocument(), someone),
    ]);
    await expect.poll(() => patient.nest.get(DatabasePool).waiting).toBeGreaterThan(0);
    await release();
    expect((await waiting).map(({ status }) => status)).toEqual([200, 201]);
  });

  it('is spared a write that waits too long for another, which is refused with 503, too', async () => {
    const { document } = await api.post('/v1/events', eventDocument(), user);
    const { id } = document.data;
    const change = { data: { type: 'event', id, attributes: { name: 'Changed' } } };
    const holder = app.nest.get(DataSource).createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM events WHERE id = $1 FOR UPDATE', [id]);
    requireRefusal(await api.patch(`/v1/events/${id}`, change, user));
    await holder.rollbackTransaction();
    await holder.release();
    const now = await api.get(`/v1/events/${id}`, user);
    expect(now.document.data.attributes.name).toBe('Harbour Jazz');
    expect((await api.patch(`/v1/events/${id}`, change, user)).status).toBe(200);
  });
});

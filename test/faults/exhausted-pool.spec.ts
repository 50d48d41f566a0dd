import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabasePool } from '../../src/database/database-pool.js';
import { Api, type ApiResponse, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { tellRecovery } from '../support/recovery.js';
import { tracesOf } from '../support/traces.js';

const connections = 2;

describe('a pool of connections that is exhausted', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp({
      DATABASE_POOL_MAX_CONNECTIONS: String(connections),
      DATABASE_CONNECT_TIMEOUT_MS: '300',
      DATABASE_STATEMENT_TIMEOUT_MS: '500',
    });
    api = new Api(app);
    user = await api.signUp();
  });
  afterAll(() => app.close());

  /** Takes every connection. @returns how to give them back */
  async function exhaust(): Promise<() => Promise<unknown>> {
    const open = app.nest.get(DataSource);
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
    const release = await exhaust();
    const waiting = Promise.all([
      api.get('/v1/events', user),
      api.post('/v1/events', eventDocument(), user),
    ]);
    await expect.poll(() => app.nest.get(DatabasePool).waiting).toBeGreaterThan(0);
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

import type { Server } from 'node:http';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cursorPagination } from '../../src/jsonapi/document.js';
import { Api, eventDocument, jsonApi, type SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { countStatements } from '../support/statements.js';

const list = '/v1/events?include=owner';

describe('what many read at the same moment', () => {
  let app: TestApp;
  let api: Api;
  let organiser: SignedUp;

  beforeAll(async () => {
    app = await startTestApp();
    api = new Api(app);
    organiser = await api.signUp();
    await publish('first');
  });
  afterAll(() => app.close());

  async function publish(name: string): Promise<string> {
    const document = eventDocument({ name, state: 'published' });
    const created = await api.post('/v1/events', document, { token: organiser.token });
    expect(created.status).toBe(201);
    return created.document.data.id;
  }

  function readAll(count: number, token?: string) {
    return Promise.all(
      Array.from({ length: count }, () => api.get(list, token === undefined ? {} : { token })),
    );
  }

  /** No read ends before all of them have arrived. */
  async function whileEventsAreLocked<T>(requests: number, work: () => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: app.database.url });
    await client.connect();
    try {
      await client.query('BEGIN; LOCK TABLE events IN ACCESS EXCLUSIVE MODE');
      const arrived = arrivals(requests);
      const working = work();
      await arrived;
      await client.query('COMMIT');
      return await working;
    } finally {
      await client.end();
    }
  }

  function arrivals(requests: number): Promise<void> {
    const server: Server = app.nest.getHttpServer();
    let missing = requests;
    return new Promise((resolve) => {
      const count = () => {
        missing -= 1;
        if (missing > 0) return;
        server.off('request', count);
        resolve();
      };
      server.on('request', count);
    });
  }

  it('is the same for all strangers, and read a few times only', async () => {
    const one = await countStatements(app, () => api.get(list));
    const many = await countStatements(app, async () => {
      const answers = await whileEventsAreLocked(20, () => readAll(20));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
      expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(1);
    });
    // Once for the first; once more for all who came until then, and for stragglers.
    expect(many).toBeLessThanOrEqual(3 * one);
  });

  it('is read for each who says who he is', async () => {
    const one = await countStatements(app, () => api.get(list, { token: organiser.token }));
    const five = await countStatements(app, () => readAll(5, organiser.token));
    expect(five).toBe(5 * one);
  });

  it('shows to each what was written before he asked, however many read', async () => {
    const closing = new AbortController();
    const crowd = [1, 2, 3, 4].map(async () => {
      while (!closing.signal.aborted) await api.get(list);
    });
    for (let round = 0; round < 15; round += 1) {
      const id = await publish(`round ${round}`);
      const { document } = await api.get(list);
      expect(document.data.map((event: { id: string }) => event.id)).toContain(id);
    }
    closing.abort();
    await Promise.all(crowd);
  });

  it('answers each by his own conditions', async () => {
    const { headers } = await api.get(list);
    const [known, unknown] = await Promise.all([
      api.get(list, { headers: { 'If-None-Match': headers.get('etag') ?? '' } }),
      api.get(list, { headers: { 'If-None-Match': '"another"' } }),
    ]);
    expect([known.status, unknown.status]).toEqual([304, 200]);
  });

  it('is a page of the kind that each accepts', async () => {
    const byCursor = { Accept: `${jsonApi}; profile="${cursorPagination}"` };
    const answers = await whileEventsAreLocked(6, () =>
      Promise.all(
        [{}, byCursor, {}, byCursor, {}, byCursor].map((headers) => api.get(list, { headers })),
      ),
    );
    const profiles = answers.map(({ document }) => document.jsonapi.profile);
    const cursors = [cursorPagination];
    expect(profiles).toEqual([undefined, cursors, undefined, cursors, undefined, cursors]);
  });

  it('is missing for each of them', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => api.get('/v1/events/ffffffff')));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});

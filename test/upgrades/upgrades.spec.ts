import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.js';
import { schemaDifference } from '../../src/database/schema-difference.js';
import { Api } from '../support/api.js';
import { startTestApp } from '../support/app.js';
import { type TestDatabase, cloneDatabase } from '../support/database.js';
import { allRows, schemaText } from './database-contents.js';
import { describeOlderBackups } from './older-backups.js';
import { States, classes, password, states, using } from './states.js';

describe('an upgrade', () => {
  let all: States;

  beforeAll(async () => {
    all = await States.make();
  });

  afterAll(() => all?.drop());

  it('is tried on rows in every table that there has been', async () => {
    for (const { count } of states)
      await using(all.at(count), count, async (dataSource) => {
        const empty = [...(await allRows(dataSource))].filter(([, rows]) => rows.length === 0);
        expect(empty).toEqual([]);
      });
  });

  it.each(states)(
    'from $state keeps all rows, ends where the entities are, and is served',
    async ({ count }) => {
      const database = await cloneDatabase(all.at(count));
      const before = await using(database, count, allRows);
      await using(database, classes.length, async (dataSource) => {
        expect(await migrate(dataSource)).toHaveLength(classes.length - count);
        expect(await schemaDifference(dataSource)).toEqual({ up: [], down: [] });
        const after = await allRows(dataSource);
        // Each row has what it had; it may have more.
        for (const [table, rows] of before)
          expect(after.get(table)).toEqual(rows.map((row) => expect.objectContaining(row)));
        expect(await dataSource.query('SELECT DISTINCT attached FROM media_files')).toEqual([
          { attached: true },
        ]);
      });
      await requireServed(database);
    },
  );

  async function requireServed(database: TestDatabase): Promise<void> {
    const app = await startTestApp({ DATABASE_URL: database.url });
    try {
      const api = new Api(app);
      const user = { email: 'ada@example.org', password };
      const session = await api.post('/v1/auth/session', user);
      expect(session.status).toBe(200);
      const token: string = session.document.access_token;
      const read = await api.get('/v1/events/1?include=owner,sessions.speakers', { token });
      const { attributes } = read.document.data;
      expect(attributes).toMatchObject({ name: 'Harbour Jazz', 'starts-at': expect.anything() });
      expect(attributes['original-image-url']).toMatch(/\/media\/event\/0b5c1a52-.*\.png$/);
      const data = { type: 'event', id: '1', attributes: { name: 'Harbour Blues' } };
      const changed = await api.patch('/v1/events/1', { data }, { token });
      expect(changed.status).toBe(200);
    } finally {
      await app.close();
      await database.drop();
    }
  }

  describe('by way of a backup', () => {
    describeOlderBackups(() => all);
  });

  it('can be taken back step by step, to the schema that was there before each', async () => {
    const database = await cloneDatabase(all.at(classes.length));
    await using(database, classes.length, async (dataSource) => {
      for (const { count, state } of [...states].reverse()) {
        await dataSource.undoLastMigration();
        expect(await schemaText(dataSource), state).toBe(all.schemaAt(count - 1));
      }
    });
    await database.drop();
  });
});

import { hash } from '@node-rs/argon2';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../src/app.entities.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { DatabaseConfig } from '../../src/database/database.config.js';
import { migrate } from '../../src/database/migrate.js';
import { type MigrationClass, migrationClasses } from '../../src/database/migration-classes.js';
import { schemaDifference } from '../../src/database/schema-difference.js';
import { Api } from '../support/api.js';
import { startTestApp } from '../support/app.js';
import { type TestDatabase, cloneDatabase, createEmptyDatabase } from '../support/database.js';
import { rowsOfEachState } from './history.js';
import { allRows, schemaText } from './database-contents.js';

const classes = await migrationClasses();
const nameOf = ({ name }: MigrationClass) => name.replace(/\d+$/, '');
const states = classes.map((one, index) => ({ state: nameOf(one), count: index + 1 }));

describe('an upgrade', () => {
  /** Of each state, with rows that were made on the way to it. */
  const databases: TestDatabase[] = [];
  const schemas: string[] = [];

  beforeAll(async () => {
    const rows = rowsOfEachState(await hash('correct horse', { memoryCost: 8, timeCost: 1 }));
    let before = await createEmptyDatabase();
    databases.push(before);
    schemas.push(await using(before, 0, schemaText));
    for (const { count, state } of states) {
      before = await cloneDatabase(before);
      databases.push(before);
      await using(before, count, async (dataSource) => {
        await migrate(dataSource);
        for (const statement of rows[state] ?? []) await dataSource.query(statement);
        schemas.push(await schemaText(dataSource));
      });
    }
  });

  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  /** Opens a database as the version did that had so many migrations. */
  async function using<T>(
    { url }: TestDatabase,
    count: number,
    work: (dataSource: DataSource) => Promise<T>,
  ): Promise<T> {
    const plan = { url, entities, config: new DatabaseConfig() };
    const options = await dataSourceOptions({ ...plan, migrations: classes.slice(0, count) });
    const dataSource = await new DataSource(options).initialize();
    try {
      return await work(dataSource);
    } finally {
      await dataSource.destroy();
    }
  }

  it('is tried on rows in every table that there has been', async () => {
    for (const { count } of states)
      await using(databases[count]!, count, async (dataSource) => {
        const empty = [...(await allRows(dataSource))].filter(([, rows]) => rows.length === 0);
        expect(empty).toEqual([]);
      });
  });

  it.each(states)(
    'from $state keeps all rows, ends where the entities are, and is served',
    async ({ count }) => {
      const database = await cloneDatabase(databases[count]!);
      const before = await using(database, count, allRows);
      await using(database, classes.length, async (dataSource) => {
        expect(await migrate(dataSource)).toHaveLength(classes.length - count);
        expect(await schemaDifference(dataSource)).toEqual({ up: [], down: [] });
        const after = await allRows(dataSource);
        // Each row has what it had; it may have more.
        for (const [table, rows] of before)
          expect(after.get(table)).toEqual(rows.map((row) => expect.objectContaining(row)));
      });
      await requireServed(database);
    },
  );

  async function requireServed(database: TestDatabase): Promise<void> {
    const app = await startTestApp({ DATABASE_URL: database.url });
    try {
      const api = new Api(app);
      const user = { email: 'ada@example.org', password: 'correct horse' };
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

  it('can be taken back step by step, to the schema that was there before each', async () => {
    const database = await cloneDatabase(databases.at(-1)!);
    await using(database, classes.length, async (dataSource) => {
      for (const { count, state } of [...states].reverse()) {
        await dataSource.undoLastMigration();
        expect(await schemaText(dataSource), state).toBe(schemas[count - 1]);
      }
    });
    await database.drop();
  });
});

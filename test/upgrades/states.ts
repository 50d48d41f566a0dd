import { hash } from '@node-rs/argon2';
import { DataSource } from 'typeorm';
import { entities } from '../../src/app.entities.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { DatabaseConfig } from '../../src/database/database.config.js';
import { migrate } from '../../src/database/migrate.js';
import { type MigrationClass, migrationClasses } from '../../src/database/migration-classes.js';
import { type TestDatabase, cloneDatabase, createEmptyDatabase } from '../support/database.js';
import { schemaText } from './database-contents.js';
import { rowsOfEachState } from './history.js';

export const classes = await migrationClasses();
const nameOf = ({ name }: MigrationClass) => name.replace(/\d+$/, '');

/** After each migration, how many there were. */
export const states = classes.map((one, index) => ({ state: nameOf(one), count: index + 1 }));

/** Of whoever was there in every state. */
export const password = 'correct horse';

/** Databases as they were when each migration was the latest one, with rows that were made on the way. */
export class States {
  private constructor(
    private readonly databases: readonly TestDatabase[],
    private readonly schemas: readonly string[],
  ) {}

  static async make(): Promise<States> {
    const rows = rowsOfEachState(await hash(password, { memoryCost: 8, timeCost: 1 }));
    const databases = [await createEmptyDatabase()];
    const schemas = [await using(databases[0]!, 0, schemaText)];
    for (const { count, state } of states) {
      const database = await cloneDatabase(databases.at(-1)!);
      databases.push(database);
      await using(database, count, async (dataSource) => {
        await migrate(dataSource);
        for (const statement of rows[state] ?? []) await dataSource.query(statement);
        schemas.push(await schemaText(dataSource));
      });
    }
    return new States(databases, schemas);
  }

  /** @param count of migrations; 0 for none */
  at(count: number): TestDatabase {
    return this.databases[count]!;
  }

  schemaAt(count: number): string {
    return this.schemas[count]!;
  }

  async drop(): Promise<void> {
    await Promise.all(this.databases.map((database) => database.drop()));
  }
}

/** Opens a database as the version did that had so many migrations. */
export async function using<T>(
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

import { DataSource } from 'typeorm';
import type { TestProject } from 'vitest/node';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { DatabaseConfig } from '../../src/database/database.config.js';
import { migrate } from '../../src/database/migrate.js';
import { startTemporaryPostgres } from './temporary-postgres.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The migrated database that test databases are cloned from; nobody may be connected to it. */
    readonly templateUrl: string;
  }
}

/** One Postgres for the whole run, its first database migrated once; see createTestDatabase. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTemporaryPostgres();
  try {
    const config = new DatabaseConfig();
    const options = await dataSourceOptions({ url: postgres.url, entities: [], config });
    const dataSource = await new DataSource(options).initialize();
    await migrate(dataSource);
    await dataSource.destroy();
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  project.provide('templateUrl', postgres.url);
  return () => postgres.stop();
}

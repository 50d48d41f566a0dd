import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { type DataSourcePlan, dataSourceOptions } from './data-source.js';
import { DatabaseConfig } from './database.config.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { migrate } from './migrate.js';
import { migrationSource } from './migration-source.js';
import { schemaDifference } from './schema-difference.js';

export type SchemaPlan = Pick<DataSourcePlan, 'entities' | 'migrations'>;

/**
 * Writes the migration that leads from what the existing migrations make to what the entities declare,
 * by trying them on an empty throw-away Postgres.
 *
 * @param name in PascalCase
 * @returns the name and the unformatted text of its file, or undefined where nothing is missing
 */
export async function generateMigration(
  name: string,
  plan: SchemaPlan,
): Promise<{ fileName: string; source: string } | undefined> {
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-migration-'));
  // Where root starts this, the user of Postgres must get in.
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, durability: 'throwaway' });
  try {
    const difference = await differenceIn(postgres.url, plan);
    if (difference.up.length === 0) return undefined;
    const timestamp = Date.now();
    const source = migrationSource(name, timestamp, difference);
    return { fileName: `${timestamp}-${name}.ts`, source };
  } finally {
    await postgres.stop();
    await rm(postgres.dataDirectory, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function differenceIn(url: string, plan: SchemaPlan) {
  const config = new DatabaseConfig();
  const dataSource = new DataSource(await dataSourceOptions({ url, config, ...plan }));
  await dataSource.initialize();
  try {
    await migrate(dataSource);
    return await schemaDifference(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Column, DataSource, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { DatabaseConfig } from '../../src/database/database.config.js';
import { generateMigration } from '../../src/database/generate-migration.js';
import { migrate } from '../../src/database/migrate.js';
import { type MigrationClass, migrationClasses } from '../../src/database/migration-classes.js';
import { schemaDifference } from '../../src/database/schema-difference.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { temporaryDirectory } from '../support/temporary-postgres.js';

@Entity()
class Venue {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column({ type: 'text', unique: true })
  displayName!: string;

  @Index({ where: 'opens_at IS NOT NULL' })
  @Column({ type: 'timestamptz', nullable: true })
  opensAt!: Date | null;

  @Column({ type: 'text', default: 'a `tick` and a ${dollar}' })
  note!: string;
}

let database: TestDatabase;
let open: DataSource[];

beforeEach(async () => {
  open = [];
  database = await createEmptyDatabase();
});

afterEach(async () => {
  await Promise.all(open.map((dataSource) => dataSource.destroy()));
  await database.drop();
});

async function connect(migrations: readonly MigrationClass[], poolSize = 10): Promise<DataSource> {
  const config = Object.assign(new DatabaseConfig(), { databasePoolMaxConnections: poolSize });
  const plan = { url: database.url, entities: [Venue], config, migrations };
  const dataSource = await new DataSource(await dataSourceOptions(plan)).initialize();
  open.push(dataSource);
  return dataSource;
}

async function generated(): Promise<MigrationClass[]> {
  const migration = await generateMigration('CreateVenues', { entities: [Venue], migrations: [] });
  const directory = await temporaryDirectory('migrations');
  await writeFile(join(directory, migration!.fileName), migration!.source);
  try {
    return await migrationClasses(directory);
  } finally {
    await rm(directory, { recursive: true });
  }
}

describe('a generated migration', () => {
  it('makes what the entities declare, and its undoing leaves nothing', async () => {
    const migrations = await generated();
    const dataSource = await connect(migrations);
    expect((await schemaDifference(dataSource)).up).not.toEqual([]);
    expect(await migrate(dataSource)).toEqual([expect.stringMatching(/^CreateVenues\d{13}$/)]);
    expect(await schemaDifference(dataSource)).toEqual({ up: [], down: [] });
    await dataSource.undoLastMigration();
    expect(await dataSource.query("SELECT to_regclass('venue') AS gone")).toEqual([{ gone: null }]);
  });
});

describe('migrate', () => {
  it('runs each migration once, however many processes start together', async () => {
    const migrations = await generated();
    const dataSources = await Promise.all(Array.from({ length: 5 }, () => connect(migrations, 1)));
    const ran = await Promise.all(dataSources.map((dataSource) => migrate(dataSource)));
    expect(ran.flat()).toHaveLength(1);
  });

  it('lets go of its lock when a migration fails, and leaves nothing of it', async () => {
    class Broken1764000000000 {
      readonly name = 'Broken1764000000000';
      async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
        await runner.query('CREATE TABLE half ()');
        await runner.query('SELECT 1 / 0');
      }
      async down(): Promise<void> {}
    }
    const dataSource = await connect([Broken1764000000000]);
    await expect(migrate(dataSource)).rejects.toMatchObject({ driverError: { code: '22012' } });
    await expect(migrate(dataSource)).rejects.toMatchObject({ driverError: { code: '22012' } });
    expect(await dataSource.query("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
  });
});

import type { PoolConfig } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import type { DatabaseConfig } from './database.config.js';
import { driver } from './reachable-pool.js';
import { type MigrationClass, migrationClasses } from './migration-classes.js';
import { SnakeNamingStrategy } from './snake-naming.strategy.js';

/** An entity's class. */
export type Entity = new () => object;

export interface DataSourcePlan {
  readonly url: string;
  readonly entities: readonly Entity[];
  readonly config: DatabaseConfig;
  /** Those of `migrations/` by default. */
  readonly migrations?: readonly MigrationClass[];
}

const keepAliveMilliseconds = 10_000;

/**
 * An unused connection is kept for so long. Ten seconds are the pool's own default: under a load that comes and goes it
 * opened one every few seconds, and while pictures kept all cores busy whoever waited for that waited 0.1 to 0.2 s.
 */
const idleMilliseconds = 300_000;

/** How TypeORM reaches Postgres. The schema is the migrations' work alone: nothing is ever synchronised. */
export async function dataSourceOptions(plan: DataSourcePlan): Promise<DataSourceOptions> {
  const { url, entities, config } = plan;
  return {
    type: 'postgres',
    driver,
    url,
    entities: [...entities],
    migrations: [...(plan.migrations ?? (await migrationClasses()))],
    migrationsRun: false,
    synchronize: false,
    logging: false,
    namingStrategy: new SnakeNamingStrategy(),
    installExtensions: false,
    poolSize: config.databasePoolMaxConnections,
    connectTimeoutMS: config.databaseConnectTimeoutMs,
    extra: sessionOptions(config),
  };
}

/** Of a pool beside TypeORM's. */
export function poolOptions(config: DatabaseConfig): PoolConfig {
  return {
    max: config.databasePoolMaxConnections,
    connectionTimeoutMillis: config.databaseConnectTimeoutMs,
    ...sessionOptions(config),
  };
}

function sessionOptions({ databaseStatementTimeoutMs }: DatabaseConfig): PoolConfig {
  return {
    application_name: 'marquee',
    // Else a connection whose other end is gone without a word is waited for for hours.
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMilliseconds,
    idleTimeoutMillis: idleMilliseconds,
    statement_timeout: databaseStatementTimeoutMs,
  };
}

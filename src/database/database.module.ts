import { type DynamicModule, Module } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { TracingConfig } from '../tracing/tracing.config.js';
import { type Entity, dataSourceOptions } from './data-source.js';
import { DatabaseConfig } from './database.config.js';
import { DatabaseServer } from './database-server.js';
import { traceQueries } from './traced-queries.js';

/**
 * Rows for the whole app: starts or reaches Postgres, migrates, and offers TypeORM's open `DataSource`
 * (under the token that `TypeOrmModule.forFeature` asks for, too). At the end of the app both are closed
 * in the shutdown phase, after the last request was answered: what still needs rows when the app ends
 * does it in `beforeApplicationShutdown`.
 *
 * `TypeOrmModule.forRoot` is not used: it would close the pool at a moment of its own, before or after
 * the server under it, and print a stack where a sentence is wanted.
 *
 * Needs {@link DatabaseConfig} among the slices of the ConfigModule.
 */
@Module({})
export class DatabaseModule {
  /** @throws DatabaseStartError while the app is created */
  static forRoot(entities: readonly Entity[]): DynamicModule {
    const server = {
      provide: DatabaseServer,
      inject: [DatabaseConfig],
      useFactory: (config: DatabaseConfig) => DatabaseServer.open(config),
    };
    const dataSource = {
      provide: DataSource,
      inject: [DatabaseServer, DatabaseConfig, TracingConfig],
      useFactory: async (open: DatabaseServer, config: DatabaseConfig, tracing: TracingConfig) => {
        const options = await dataSourceOptions({ url: open.url, entities, config });
        const connected = await open.connect(options);
        const { master } = connected.driver as unknown as { readonly master: Pool };
        if (tracing.isTracing) traceQueries(master, 'primary');
        return connected;
      },
    };
    return {
      module: DatabaseModule,
      global: true,
      providers: [server, dataSource],
      exports: [DatabaseServer, DataSource],
    };
  }
}

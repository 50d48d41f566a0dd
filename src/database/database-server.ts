import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseConfig } from './database.config.js';
import {
  type EmbeddedPostgres,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.js';
import { migrate } from './migrate.js';
import { placeOf, waitForPostgres } from './wait-for-postgres.js';

/** The Postgres that Marquee talks to, its own or an outside one, and the end of both. */
@Injectable()
export class DatabaseServer implements OnApplicationShutdown {
  private readonly logger = new Logger('Database');
  private dataSource?: DataSource;

  private constructor(
    readonly url: string,
    /** For people: where the data lives; without a password. */
    readonly place: string,
    private readonly embedded?: EmbeddedPostgres,
  ) {}

  /**
   * Reaches the server of `DATABASE_URL`, or boots an embedded one.
   *
   * @throws DatabaseStartError
   */
  static async open(config: DatabaseConfig): Promise<DatabaseServer> {
    const { databaseUrl: url, databaseWaitSeconds: waitSeconds, dataDir } = config;
    if (url === undefined) {
      const embedded = await startEmbeddedPostgres({ dataDir });
      return new DatabaseServer(embedded.url, embedded.dataDirectory, embedded);
    }
    const onWait = (message: string): void => new Logger('Database').warn(message);
    await waitForPostgres(url, { waitSeconds, onWait });
    return new DatabaseServer(url, placeOf(url));
  }

  /**
   * As `open`, for those who work beside a server: where one has booted the embedded Postgres already, it is his,
   * and is left running.
   *
   * @throws DatabaseStartError
   */
  static async join(config: DatabaseConfig): Promise<DatabaseServer> {
    const there =
      config.databaseUrl === undefined ? await findEmbeddedPostgres(config.dataDir) : null;
    if (there === null) return DatabaseServer.open(config);
    return new DatabaseServer(there.url, there.dataDirectory);
  }

  /** Opens the pool and brings the schema up to date. */
  async connect(options: DataSourceOptions): Promise<DataSource> {
    this.dataSource = new DataSource(options);
    await this.dataSource.initialize();
    const ran = await migrate(this.dataSource);
    if (ran.length > 0) this.logger.log(`Migrated: ${ran.join(', ')}`);
    return this.dataSource;
  }

  /** The pool first, the server last: Postgres must not meet open sessions, nor they a closed server. */
  async onApplicationShutdown(): Promise<void> {
    try {
      if (this.dataSource?.isInitialized) await this.dataSource.destroy();
    } finally {
      await this.embedded?.stop();
    }
  }
}

import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { DatabaseConfig } from './database.config.js';

/** How many connections there are to Postgres, for whoever measures it. */
@Injectable()
export class DatabasePool {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly config: DatabaseConfig,
  ) {}

  get total(): number {
    return this.#pool.totalCount;
  }

  get idle(): number {
    return this.#pool.idleCount;
  }

  /** Callers that wait for a connection. */
  get waiting(): number {
    return this.#pool.waitingCount;
  }

  get maximum(): number {
    return this.config.databasePoolMaxConnections;
  }

  get #pool(): Pool {
    return (this.dataSource.driver as unknown as { readonly master: Pool }).master;
  }
}

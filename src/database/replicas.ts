import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Pool } from 'pg';
import { TracingConfig } from '../tracing/tracing.config.js';
import { poolOptions } from './data-source.js';
import { DatabaseConfig } from './database.config.js';
import { Repetition } from './repetition.js';
import { Replica } from './replica.js';
import { StatementRunner } from './statement.runner.js';
import { traceQueries } from './traced-queries.js';

/** So often within the lag that is allowed are they asked how far they are. */
const looksWithinLag = 4;

/** The replicas of the settings: which of them may be read from, asked again and again. */
@Injectable()
export class Replicas implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Replicas');
  readonly #replicas: readonly Replica[];
  readonly #watch = new Repetition(() => this.#look());
  #turn = 0;
  #complete = -1;

  constructor(
    private readonly primary: StatementRunner,
    private readonly config: DatabaseConfig,
    tracing: TracingConfig,
  ) {
    const watch = (pool: Pool): void => {
      if (tracing.isTracing) traceQueries(pool, 'replica');
    };
    this.#replicas = config.replicaUrls.map(
      (url) => new Replica({ connectionString: url, ...poolOptions(config) }, watch),
    );
  }

  get all(): readonly Replica[] {
    return this.#replicas;
  }

  /** Those that lag little enough to be read from. */
  get complete(): readonly Replica[] {
    const { databaseReplicaMaxLagMs } = this.config;
    return this.#replicas.filter((one) => one.isComplete(databaseReplicaMaxLagMs));
  }

  onApplicationBootstrap(): void {
    if (this.#replicas.length === 0) return;
    this.#watch.start({ delayMilliseconds: 0, pauseMilliseconds: this.#pause });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#watch.end();
    await Promise.all(this.#replicas.map((replica) => replica.end()));
  }

  /** Each in its turn; null where none lags little enough. */
  next(): Replica | null {
    const { complete } = this;
    return complete[this.#turn++ % complete.length] ?? null;
  }

  /** Milliseconds. */
  get #pause(): number {
    return this.config.databaseReplicaMaxLagMs / looksWithinLag;
  }

  /** Never fails. */
  async #look(): Promise<void> {
    const askedAt = performance.now();
    try {
      const [row] = await this.primary.rows('SELECT pg_current_wal_insert_lsn()::text', []);
      const position = String(row?.[0]);
      const answers = this.#replicas.map((one) => one.follow(position, askedAt));
      // One that hangs keeps the others from nothing: they are asked again, and it is not.
      await Promise.race([Promise.all(answers), sleep(this.#pause, undefined, { ref: false })]);
    } catch {
      // Without the primary nobody knows how far they should be.
    }
    this.#tell(this.complete.length);
  }

  #tell(complete: number): void {
    if (complete === this.#complete) return;
    this.#complete = complete;
    this.#logger.log(`${complete} of ${this.#replicas.length} replicas may be read from`);
  }
}

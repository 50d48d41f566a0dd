import { Pool, type PoolConfig } from 'pg';
import { DatabaseUnavailable } from './database-unavailable.js';
import { type Row, StatementRunner, runStatement } from './statement.runner.js';

/** One that was promoted follows nobody any more, whatever it has replayed. */
const follows = 'SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= $1::pg_lsn';

/** A copy of the database that follows it at a distance, and how far it surely has come. */
export class Replica extends StatementRunner {
  readonly #pool: Pool;
  /** Whatever was committed before that is to be seen on it; by a clock that nobody sets. */
  #completeUntil = Number.NEGATIVE_INFINITY;
  /** How far it is, and it has not said so yet. */
  #asked = false;

  /** @param watch is given the pool before anybody uses it */
  constructor(options: PoolConfig, watch: (pool: Pool) => void) {
    super();
    this.#pool = new Pool(options);
    watch(this.#pool);
    // Whoever needs a connection that is lost is told by his query; an error that nobody hears would end the process.
    this.#pool.on('error', () => {});
    this.#pool.on('connect', (client) => client.on('error', () => {}));
  }

  /** @throws DatabaseUnavailable, also where it cannot be reached */
  async rows(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const client = await this.#pool.connect().catch((cause: unknown) => {
      throw new DatabaseUnavailable(cause);
    });
    try {
      const rows = await runStatement(client, text, values);
      client.release();
      return rows;
    } catch (error) {
      client.release(error instanceof DatabaseUnavailable);
      throw error;
    }
  }

  /** Connections, open. */
  get connections(): number {
    return this.#pool.totalCount;
  }

  /** Callers that wait for one. */
  get waiting(): number {
    return this.#pool.waitingCount;
  }

  /** Whether nothing is missing on it that was committed so long ago or longer. */
  isComplete(lagMilliseconds: number): boolean {
    return performance.now() - this.#completeUntil < lagMilliseconds;
  }

  /**
   * Asks how far it has come, unless it still owes an answer. Never fails: who does not answer is not read from.
   *
   * @param position of the primary's log
   * @param askedAt before the primary told it
   */
  async follow(position: string, askedAt: number): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const [row] = await this.rows(follows, [position]).catch(() => []);
    this.#asked = false;
    if (row?.[0] === true) this.#completeUntil = askedAt;
  }

  /** Until it has shown anew that it follows. */
  distrust(): void {
    this.#completeUntil = Number.NEGATIVE_INFINITY;
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}

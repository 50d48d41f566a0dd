import { equal } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from '../support/database.js';
import { query } from '../support/traces.js';
import type { CrashServer } from './crash-server.js';

/** One large write, in the midst of which its server is killed, and what is to be seen of it in the database. */
export class KilledWrite {
  constructor(
    private readonly server: CrashServer,
    private readonly database: TestDatabase,
    /** Of which not a row may be left. */
    private readonly tables: readonly string[],
  ) {}

  rowsOf(table: string): Promise<number> {
    return this.#number(`SELECT count(*) AS number FROM ${table}`);
  }

  /** What is written is not seen before the commit, but how often a sequence was asked is. */
  sessionsBegun(): Promise<number> {
    return this.#number('SELECT last_value AS number FROM sessions_id_seq');
  }

  /** @param isDue whether it is time to kill the server, which is then started anew */
  async kill(write: () => Promise<unknown>, isDue: () => Promise<boolean>): Promise<void> {
    const writing = write().then(
      () => 'done',
      () => 'killed',
    );
    while (!(await isDue())) await sleep(2);
    await this.server.kill();
    equal(await writing, 'killed');
    await this.#untilDeserted();
    for (const table of this.tables) equal(await this.rowsOf(table), 0, table);
    await this.server.start();
  }

  /** Until Postgres has undone what a dead server had begun. */
  async #untilDeserted(): Promise<void> {
    const connections = `SELECT FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'marquee'`;
    while ((await query({ database: this.database }, connections)).length > 0) await sleep(5);
  }

  async #number(statement: string): Promise<number> {
    const [row] = await query<{ number: string }>({ database: this.database }, statement);
    return Number(row?.number);
  }
}

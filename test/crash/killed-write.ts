import { equal } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { TestDatabase } from '../support/database.js';
import { query } from '../support/traces.js';
import type { CrashServer } from './crash-server.js';

/** Whoever commits an event waits where somebody holds this. */
const gate = 20_261_127;

/** One large write, in the midst of which its server is killed, and what is to be seen of it in the database. */
export class KilledWrite {
  private constructor(
    private readonly server: CrashServer,
    private readonly database: TestDatabase,
    private readonly tables: readonly string[],
  ) {}

  /** @param tables of which not a row may be left, those of events among them */
  static async prepare(
    server: CrashServer,
    database: TestDatabase,
    tables: readonly string[],
  ): Promise<KilledWrite> {
    await query(
      { database },
      `CREATE FUNCTION wait_at_the_gate() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${gate}); RETURN NULL; END $$`,
    );
    await query(
      { database },
      `CREATE CONSTRAINT TRIGGER gate AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
       FOR EACH ROW EXECUTE FUNCTION wait_at_the_gate()`,
    );
    return new KilledWrite(server, database, tables);
  }

  rowsOf(table: string): Promise<number> {
    return this.#number(`SELECT count(*) AS number FROM ${table}`);
  }

  /** What is written is not seen before the commit, but how often a sequence was asked is. */
  sessionsBegun(): Promise<number> {
    return this.#number('SELECT last_value AS number FROM sessions_id_seq');
  }

  /**
   * However late it is noticed that it is due, the write has not ended: it cannot commit meanwhile.
   *
   * @param isDue whether it is time to kill the server, which is then started anew
   */
  async kill(write: () => Promise<unknown>, isDue: () => Promise<boolean>): Promise<void> {
    const keeper = new Client({ connectionString: this.database.url });
    await keeper.connect();
    await keeper.query(`SELECT pg_advisory_lock(${gate})`);
    const writing = write().then(
      () => 'done',
      () => 'killed',
    );
    while (!(await isDue())) await sleep(2);
    await this.server.kill();
    equal(await writing, 'killed');
    await this.#untilDeserted();
    await keeper.end();
    for (const table of this.tables) equal(await this.rowsOf(table), 0, table);
    await this.server.start();
  }

  /** Until Postgres has undone what a dead server had begun; what would wait for ever is ended. */
  async #untilDeserted(): Promise<void> {
    const connections = `SELECT CASE WHEN wait_event = 'advisory' THEN pg_terminate_backend(pid) END
      FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'marquee'`;
    while ((await query({ database: this.database }, connections)).length > 0) await sleep(5);
  }

  async #number(statement: string): Promise<number> {
    const [row] = await query<{ number: string }>({ database: this.database }, statement);
    return Number(row?.number);
  }
}

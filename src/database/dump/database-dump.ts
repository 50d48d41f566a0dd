import { Client } from 'pg';
import { type CopyToStreamQuery, to } from 'pg-copy-streams';
import { backupLock } from '../backup-lock.js';
import { quoted } from '../statement.js';
import { BackupError } from './backup-error.js';
import { type DumpCatalogue, type DumpedTable, readCatalogue } from './dump-catalogue.js';

/**
 * All rows as they are at one instant, while others go on writing. From before that instant until it is closed
 * nobody erases a file.
 */
export class DatabaseDump {
  #lost: Error | undefined;

  private constructor(
    private readonly client: Client,
    readonly catalogue: DumpCatalogue,
  ) {
    client.on('error', (error) => (this.#lost = error));
  }

  /**
   * @param without tables whose rows stay behind
   * @throws BackupError where another backup is being made, or the database has never been used
   */
  static async open(url: string, without: readonly string[]): Promise<DatabaseDump> {
    const client = new Client({ connectionString: url, application_name: 'marquee-backup' });
    await client.connect();
    try {
      await requireLock(client);
      await beginSnapshot(client);
      const catalogue = await readCatalogue(client, without);
      if (catalogue.migrations.length === 0)
        throw new BackupError('There is nothing to back up: the database has never been used.');
      await holdTables(client, catalogue);
      return new DatabaseDump(client, catalogue);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  /** In the text format of COPY: a line for each row. */
  rowsOf({ columns, name }: DumpedTable): CopyToStreamQuery {
    const list = columns.map((column) => quoted(column)).join(', ');
    return this.client.query(to(`COPY ${quoted(name)} (${list}) TO STDOUT`));
  }

  /**
   * As `rowsOf`, of any query.
   *
   * @param query without values from outside
   */
  rowsFrom(query: string): CopyToStreamQuery {
    return this.client.query(to(`COPY (${query}) TO STDOUT`));
  }

  /** Lets Postgres forget the rows of that instant; files are held all the same. */
  async endSnapshot(): Promise<void> {
    await this.client.query('COMMIT');
  }

  /** @throws BackupError where the session was lost, and what it held with it */
  async requireHeld(): Promise<void> {
    const gone = (cause: unknown) =>
      new BackupError('The connection to Postgres was lost during the backup.', { cause });
    if (this.#lost !== undefined) throw gone(this.#lost);
    await this.client.query('SELECT 1').catch((cause: unknown) => {
      throw gone(cause);
    });
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => {});
  }
}

async function requireLock(client: Client): Promise<void> {
  const { rows } = await client.query<{ mine: boolean }>(
    'SELECT pg_try_advisory_lock($1) AS mine',
    [backupLock],
  );
  if (rows[0]?.mine !== true)
    throw new BackupError('Another backup of this database is being made.');
}

/** A backup takes as long as it takes, and its session is idle while files are read. */
async function beginSnapshot(client: Client): Promise<void> {
  await client.query(
    `SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET transaction_timeout = 0;
     SET idle_session_timeout = 0; SET datestyle = 'ISO'`,
  );
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
}

/** So that no migration changes a table before its turn to be read. */
async function holdTables(client: Client, { tables }: DumpCatalogue): Promise<void> {
  const names = tables.map(({ name }) => quoted(name)).join(', ');
  await client.query(`LOCK TABLE ${names} IN ACCESS SHARE MODE`);
}

import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from '../data-source.js';
import { DatabaseConfig } from '../database.config.js';
import { migrationLock } from '../migrate.js';
import { quoted } from '../statement.js';
import { BackupError } from './backup-error.js';
import type { DumpCatalogue, DumpedTable } from './dump-catalogue.js';
import { dropForeignKeys } from './foreign-keys.js';

/**
 * Fills an empty database in one transaction, schema and all: until `commit` nobody sees anything, and whatever
 * ends it earlier leaves nothing. A server that starts meanwhile waits for it, as it would for migrations.
 */
export class DatabaseRestoration {
  #makeForeignKeys: () => Promise<void> = () => Promise.resolve();

  private constructor(
    private readonly dataSource: DataSource,
    private readonly session: QueryRunner,
    private readonly client: PoolClient,
    private readonly backup: string,
  ) {}

  /**
   * @param backup its id
   * @throws BackupError where the database is not empty
   */
  static async begin(url: string, backup: string): Promise<DatabaseRestoration> {
    const options = await dataSourceOptions({ url, entities: [], config: new DatabaseConfig() });
    const dataSource = await new DataSource(options).initialize();
    const session = dataSource.createQueryRunner();
    try {
      const client = (await session.connect()) as PoolClient;
      // The session is idle while files are read and put.
      await session.query(
        'SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET transaction_timeout = 0',
      );
      await session.query('SELECT pg_advisory_lock($1)', [migrationLock]);
      await session.startTransaction();
      await requireEmpty(client, backup);
      return new DatabaseRestoration(dataSource, session, client, backup);
    } catch (error) {
      await closed(dataSource, session);
      throw error;
    }
  }

  /**
   * Makes the schema that the rows were in.
   *
   * @throws BackupError where they come from a version that this one does not know
   */
  async makeSchema({ migrations }: DumpCatalogue): Promise<void> {
    // Nothing has run in an empty database: all of them.
    const known = await this.#executor.getPendingMigrations();
    if (migrations.some((name, index) => known[index]?.name !== name))
      throw new BackupError(
        `The backup was made by another version of Marquee, with the migration ${migrations.at(-1)}. ` +
          'Restore it with that version or a later one.',
      );
    for (const migration of known.slice(0, migrations.length))
      await this.#executor.executeMigration(migration);
    this.#makeForeignKeys = await dropForeignKeys(this.client);
  }

  /** @param content whole lines in the text format of COPY */
  async load({ columns, name }: DumpedTable, content: Readable): Promise<number> {
    const list = columns.map((column) => quoted(column)).join(', ');
    const copy = this.client.query(from(`COPY ${quoted(name)} (${list}) FROM STDIN`));
    await pipeline(content, copy);
    return copy.rowCount;
  }

  /**
   * When all rows are loaded: holds them to their foreign keys, lets ids go on where they were, and runs the
   * migrations that this version has and theirs had not.
   */
  async complete({ sequences }: DumpCatalogue): Promise<void> {
    await this.#makeForeignKeys();
    for (const { last, name } of sequences)
      await this.client.query('SELECT setval($1::regclass, $2)', [quoted(name), last]);
    const rest = this.#executor;
    rest.transaction = 'none';
    await rest.executePendingMigrations();
  }

  /** Leaves a note of which backup it was, for whoever never heard how the commit ended. */
  async commit(): Promise<void> {
    const note = this.client.escapeLiteral(noteOf(this.backup));
    await this.client.query(`COMMENT ON TABLE migrations IS ${note}`);
    await this.session.commitTransaction();
  }

  /** Undoes what was not committed. */
  async close(): Promise<void> {
    await closed(this.dataSource, this.session);
  }

  get #executor(): MigrationExecutor {
    return new MigrationExecutor(this.dataSource, this.session);
  }
}

function noteOf(backup: string): string {
  return `Restored from the backup ${backup}`;
}

async function requireEmpty(client: PoolClient, backup: string): Promise<void> {
  const table = await firstTable(client);
  if (table === undefined) return;
  const { rows } = await client.query<{ note: string | null }>(
    "SELECT obj_description(to_regclass('migrations'), 'pg_class') AS note",
  );
  if (rows[0]?.note === noteOf(backup))
    throw new BackupError('This backup has been restored into the database already, all of it.');
  throw new BackupError(
    `The database is not empty: it has a table ${table}. ` +
      'Restore into a new one, which no server has been started on.',
  );
}

/** Tables of extensions do not count. */
async function firstTable(client: PoolClient): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
       AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
     ORDER BY relname LIMIT 1`,
  );
  return rows[0]?.name;
}

/** The end of the session is the end of its lock and of an open transaction. */
async function closed(dataSource: DataSource, session: QueryRunner): Promise<void> {
  if (session.isTransactionActive) await session.rollbackTransaction().catch(() => {});
  await session.release();
  await dataSource.destroy();
}

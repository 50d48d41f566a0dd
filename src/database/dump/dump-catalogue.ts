import type { ClientBase } from 'pg';

/** A table with the columns that a COPY of it has; generated ones make themselves. */
export interface DumpedTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface DumpedSequence {
  readonly name: string;
  /** The last one given out, as text: it may be beyond what a number holds. */
  readonly last: string;
}

/** What a database consists of, beside the rows themselves. */
export interface DumpCatalogue {
  /** Names of the migrations that made it, oldest first. */
  readonly migrations: readonly string[];
  readonly tables: readonly DumpedTable[];
  readonly sequences: readonly DumpedSequence[];
}

/** Kept by TypeORM; a restoration makes them by migrating. */
const ownTables = ['migrations', 'typeorm_metadata'];

/**
 * @param without tables whose rows stay behind
 * @returns no migrations where the database has never been migrated
 */
export async function readCatalogue(
  client: ClientBase,
  without: readonly string[],
): Promise<DumpCatalogue> {
  return {
    migrations: await migrationsIn(client),
    tables: await tablesIn(client, [...ownTables, ...without]),
    sequences: await sequencesIn(client),
  };
}

async function migrationsIn(client: ClientBase): Promise<readonly string[]> {
  const found = await client.query<{ there: boolean }>(
    "SELECT to_regclass('migrations') IS NOT NULL AS there",
  );
  if (found.rows[0]?.there !== true) return [];
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM migrations ORDER BY timestamp, id',
  );
  return rows.map(({ name }) => name);
}

/** Unlogged tables are not among them: their rows are such that Postgres may lose them in any crash. */
async function tablesIn(
  client: ClientBase,
  without: readonly string[],
): Promise<readonly DumpedTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT relname AS name, array_agg(attname::text ORDER BY attnum) AS columns
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relpersistence = 'p'
       AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND relname <> ALL ($1)
     GROUP BY relname ORDER BY relname`,
    [without],
  );
  return rows;
}

/** Sequences know nothing of snapshots: what they have given out by now is beyond every id in the rows. */
async function sequencesIn(client: ClientBase): Promise<readonly DumpedSequence[]> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = current_schema() AND last_value IS NOT NULL
       AND sequencename <> 'migrations_id_seq' ORDER BY sequencename`,
  );
  return rows;
}

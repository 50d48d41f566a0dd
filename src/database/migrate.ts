import { type DataSource, MigrationExecutor } from 'typeorm';

/** Any number will do, as long as every process of this app takes the same: 'marquee' on a telephone. */
export const migrationLock = 6_277_833;

/**
 * Runs pending migrations, each in a transaction. Processes that start together queue at an advisory
 * lock: the first one migrates, the others find nothing left to do. Lock and migrations share one
 * session, so a process that dies lets go of both.
 *
 * @returns the names of the migrations that this call ran
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const session = dataSource.createQueryRunner();
  try {
    // Neither the wait for the lock nor a long migration is a statement gone astray.
    await session.query('SET statement_timeout = 0');
    await session.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    try {
      const executor = new MigrationExecutor(dataSource, session);
      executor.transaction = 'each';
      return (await executor.executePendingMigrations()).map(({ name }) => name);
    } finally {
      await session.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
    }
  } finally {
    await session.query('RESET statement_timeout');
    await session.release();
  }
}

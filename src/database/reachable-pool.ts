import * as pg from 'pg';
import { DatabaseUnavailable } from './database-unavailable.js';

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (error?: unknown) => void,
) => void;

/** A pool that says so itself when it has no connection to give: pg's own errors differ in their texts alone. */
class ReachablePool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | void {
    if (callback === undefined)
      return super.connect().catch((cause: unknown) => {
        throw new DatabaseUnavailable(cause);
      });
    super.connect((error, client, release) =>
      callback(error && new DatabaseUnavailable(error), client, release),
    );
  }
}

/** pg, as TypeORM is to use it. */
export const driver = { ...pg, Pool: ReachablePool };

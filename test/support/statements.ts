import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import type { TestApp } from './app.js';

/** How many statements, or transactions, an app sends to Postgres meanwhile; asked of pg itself, below all our code. */
export async function countStatements(
  { nest }: Pick<TestApp, 'nest'>,
  work: () => Promise<unknown>,
): Promise<number> {
  const { master } = nest.get(DataSource).driver as unknown as { readonly master: Pool };
  let count = 0;
  // Every query of a pool takes a connection out of it first.
  const acquired = () => {
    count += 1;
  };
  master.on('acquire', acquired);
  try {
    await work();
    return count;
  } finally {
    master.off('acquire', acquired);
  }
}

import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';

/** Any number, the same in every process. */
const sweepLock = 6_277_834;

/**
 * Lets one process at a time sweep. It saves work and is not what makes sweeping safe: a session that is lost
 * loses the lock while its owner still works, and row locks hold then.
 */
@Injectable()
export class SweeperLock {
  constructor(private readonly transactions: Transactions) {}

  /** @returns null where another process has it */
  async run<T>(work: () => Promise<T>): Promise<T | null> {
    const session = this.transactions.single.connection.createQueryRunner();
    try {
      const rows: unknown = await session.query('SELECT pg_try_advisory_lock($1) AS mine', [
        sweepLock,
      ]);
      if (!isMine(rows)) return null;
      try {
        return await work();
      } finally {
        await session.query('SELECT pg_advisory_unlock($1)', [sweepLock]);
      }
    } finally {
      await session.release();
    }
  }
}

function isMine(rows: unknown): boolean {
  return (rows as readonly { readonly mine: boolean }[])[0]?.mine === true;
}

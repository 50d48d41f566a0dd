import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import type { StorageKey } from '../../storage/storage-key.js';
import type { SweepOptions } from '../ledger/sweeper.ledger.js';
import { type Finding, Tally } from '../ledger/sweeper.report.js';
import { UploadParts } from './upload-parts.js';

/** Too old; or ended, and a crash or the storage kept its parts from being erased. */
const useless =
  "(expires_at <= now() OR state = 'doomed' OR (state = 'finished' AND parts <> '{}'))";

const batch = 100;

/** Erases resumable uploads that nobody goes on with. */
@Injectable()
export class ResumableSweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly parts: UploadParts,
  ) {}

  async giveUpUnfinished({ dryRun, signal }: SweepOptions): Promise<Finding> {
    const tally = new Tally();
    for (let last = '', read = batch; read === batch;) {
      const keys = await this.#useless(last);
      for (const key of keys) {
        signal.throwIfAborted();
        if (!dryRun && !(await this.#erase(key))) return tally.finding;
        tally.add(key);
      }
      read = keys.length;
      last = keys.at(-1) ?? '';
    }
    return tally.finding;
  }

  /** From key to key, so that what cannot be removed is not met again. */
  async #useless(after: string): Promise<readonly StorageKey[]> {
    const rows = await this.transactions.single.query<readonly { readonly key: StorageKey }[]>(
      `SELECT key FROM resumable_uploads WHERE key > $1 AND ${useless} ORDER BY key LIMIT ${batch}`,
      [after],
    );
    return rows.map(({ key }) => key);
  }

  /** Doomed first: a request that still sends finds that out and leaves nothing. @returns false where the storage fails */
  async #erase(key: StorageKey): Promise<boolean> {
    await this.transactions.single.query(
      "UPDATE resumable_uploads SET state = 'doomed' WHERE key = $1 AND expires_at <= now()",
      [key],
    );
    return this.parts.purge(key).then(
      () => true,
      () => false,
    );
  }
}

import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import type { StorageKey } from '../../storage/storage-key.js';
import { MediaConfig } from '../media.config.js';
import { MediaLedger } from './media.ledger.js';
import { type Finding, Tally } from './sweeper.report.js';

export interface SweepOptions {
  /** Finds, and changes nothing. */
  readonly dryRun: boolean;
  /** Ends the sweep at its next step. */
  readonly signal: AbortSignal;
}

/** Rows of the ledger that nothing refers to; `$1` is an age. */
interface Useless {
  readonly condition: string;
  /** As Postgres reads it, such as `60 minutes`. */
  readonly age: string;
}

const batch = 500;

/** Storages are far away: several keys are erased at once. */
const together = 8;

const unreferenced =
  "state = 'stored' AND created_at <= now() - $1::interval AND NOT EXISTS " +
  '(SELECT FROM media_attachments WHERE file_key = media_files.key)';

/** Read from an index of what was never attached: the cost does not grow with what is. */
const unattached = `NOT attached AND ${unreferenced}`;

/** Gives up what nothing in the ledger refers to, and erases what was given up. */
@Injectable()
export class LedgerSweep {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: MediaLedger,
    private readonly config: MediaConfig,
  ) {}

  /** Files of requests that never ended. */
  giveUpAbandoned(options: SweepOptions): Promise<Finding> {
    const condition = "state = 'writing' AND created_at <= now() - $1::interval";
    return this.#giveUp({ condition, age: this.#grace }, options);
  }

  /** Uploads that nothing took. */
  giveUpUnattached(options: SweepOptions): Promise<Finding> {
    return this.#giveUp({ condition: unattached, age: this.#patience }, options);
  }

  /** The same, and files whose attachments were deleted past the app: a look at all that are stored. */
  giveUpUnreferenced(options: SweepOptions): Promise<Finding> {
    return this.#giveUp({ condition: unreferenced, age: this.#patience }, options);
  }

  /**
   * By the age of the file: what was doomed because its storage did not answer is erased when the storage
   * surely has done with it.
   */
  async erase(options: SweepOptions): Promise<{ erased: Finding; stuck: Finding }> {
    const erased = new Tally();
    const stuck = new Tally();
    const condition = "state = 'doomed' AND created_at <= now() - $1::interval";
    for await (const keys of this.#batches({ condition, age: this.#grace }, options.signal))
      for (let at = 0; at < keys.length; at += together) {
        options.signal.throwIfAborted();
        const some = keys.slice(at, at + together);
        const outcomes = await Promise.all(some.map((key) => this.#erase(key, options)));
        erased.add(...some.filter((_key, index) => outcomes[index]));
        stuck.add(...some.filter((_key, index) => !outcomes[index]));
        // The storage does not work now: waiting for it at every key would take hours.
        if (!outcomes.includes(true)) return { erased: erased.finding, stuck: stuck.finding };
      }
    return { erased: erased.finding, stuck: stuck.finding };
  }

  async #erase(key: StorageKey, { dryRun }: SweepOptions): Promise<boolean> {
    if (dryRun) return true;
    return this.ledger.purge(key).catch(() => false);
  }

  async #giveUp(useless: Useless, { dryRun, signal }: SweepOptions): Promise<Finding> {
    const tally = new Tally();
    for await (const keys of this.#batches(useless, signal))
      tally.add(...(dryRun ? keys : await this.#doom(keys, useless)));
    return tally.finding;
  }

  /**
   * Whoever attaches a file has its row locked: it is passed over. Who attached it since it was found is seen
   * by the second statement, as nobody can do so between its lock and the end; one statement alone would
   * look at the attachments as they were before it waited.
   */
  #doom(keys: readonly StorageKey[], { age, condition }: Useless): Promise<readonly StorageKey[]> {
    return this.transactions.run(async (transaction) => {
      const locked = await transaction.query<readonly { readonly key: StorageKey }[]>(
        'SELECT key FROM media_files WHERE key = ANY($1) ORDER BY key FOR UPDATE SKIP LOCKED',
        [keys],
      );
      const [doomed] = await transaction.query<[readonly { readonly key: StorageKey }[]]>(
        `UPDATE media_files SET state = 'doomed' WHERE key = ANY($2) AND ${condition} RETURNING key`,
        [age, locked.map(({ key }) => key)],
      );
      return doomed.map(({ key }) => key);
    });
  }

  /** From key to key, so that what cannot be removed is not met again. */
  async *#batches(
    { age, condition }: Useless,
    signal: AbortSignal,
  ): AsyncGenerator<readonly StorageKey[]> {
    for (let last = ''; ;) {
      signal.throwIfAborted();
      const rows = await this.transactions.single.query<readonly { readonly key: StorageKey }[]>(
        `SELECT key FROM media_files WHERE key > $2 AND ${condition} ORDER BY key LIMIT ${batch}`,
        [age, last],
      );
      if (rows.length > 0) yield rows.map(({ key }) => key);
      if (rows.length < batch) return;
      last = rows.at(-1)?.key ?? '';
    }
  }

  get #patience(): string {
    return `${this.config.unattachedUploadHours} hours`;
  }

  get #grace(): string {
    return `${this.config.sweepGraceMinutes} minutes`;
  }
}

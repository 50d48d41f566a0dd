import { Injectable, Logger } from '@nestjs/common';
import { backupLock } from '../../database/backup-lock.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { FileStorage } from '../../storage/file-storage.js';
import { type StorageKey, createKey } from '../../storage/storage-key.js';
import { MediaFile, type MediaFileState } from './media-file.entity.js';
import type { ProvenFile } from '../proof/proven-file.js';
import { putParts } from '../proof/proven-file.parts.js';
import { givenUpMeanwhile, mayStillHappen, storageRefusal } from './storage-refusal.js';

/**
 * Keeps rows and files in agreement: a file is in the ledger before it exists and until it is gone, and who
 * refers to it changes in the transaction that changes the row. A crash at any instant leaves, at worst, a
 * file that the ledger knows and nothing refers to.
 */
@Injectable()
export class MediaLedger {
  readonly #logger = new Logger('MediaLedger');

  constructor(
    private readonly transactions: Transactions,
    private readonly storage: FileStorage,
  ) {}

  /**
   * Ledger first, then bytes. The file stays `writing` until somebody takes it over.
   *
   * @param folder resource type, or `upload` where none is known yet
   * @throws JsonApiError 503 or 507 where the storage fails; nothing is left behind then but what the sweeper
   *   knows of
   */
  async store(proven: ProvenFile, folder: string, ownerId: string | null): Promise<MediaFile> {
    const { bytes, format, height, placeholder, width } = proven;
    const file = this.transactions.single.create(MediaFile, {
      key: createKey(folder),
      state: 'writing',
      ownerId,
      format,
      bytes,
      width,
      height,
      placeholder,
    });
    await this.transactions.single.insert(MediaFile, file);
    try {
      await putParts(this.storage, file.key, proven);
    } catch (error) {
      if (mayStillHappen(error)) await this.#doom(file.key);
      else await this.discard(file.key);
      throw storageRefusal(error);
    }
    return file;
  }

  /**
   * An upload belongs to nobody's row yet; it may be attached from now on.
   *
   * @throws JsonApiError 503 where it took so long that the sweeper gave it up
   */
  async release(transaction: Transaction, key: StorageKey): Promise<void> {
    const { affected } = await transaction.update(
      MediaFile,
      { key, state: 'writing' },
      { state: 'stored' },
    );
    if (affected !== 1) throw givenUpMeanwhile();
  }

  /**
   * Undoes `store` when the next step has failed. Where nobody knows whether that step was committed, the
   * state tells: a file that a row has taken is `writing` no more, and a commit that is still under way holds
   * the lock that this waits for.
   */
  async discard(key: StorageKey): Promise<void> {
    if (await this.#doom(key)) await this.erase([key]);
  }

  /** Never fails: its callers' work is done, and what is not erased now is found again by the sweeper. */
  async erase(keys: readonly StorageKey[]): Promise<void> {
    try {
      for (const key of keys) await this.purge(key);
    } catch (error) {
      this.#logger.warn(`${keys.join(', ')} left to the sweeper: ${String(error)}`);
    }
  }

  /**
   * Bytes first, then the ledger; what somebody refers to stays. Files whose row is gone already are nobody's,
   * as no attachment can name them. While a backup is being made, everything stays: it may have to read it.
   *
   * @returns whether nothing is left of it
   * @throws StorageError; it stays in the ledger then
   */
  async purge(key: StorageKey): Promise<boolean> {
    if (!(await this.#mayPurge(key))) return false;
    for await (const { name } of this.storage.list(`${key}/`)) await this.storage.delete(name);
    await this.transactions.single.delete(MediaFile, { key, state: 'doomed' });
    return true;
  }

  /** Whether its files are to stay: whoever adds one to them asks afterwards, and takes it back if not. */
  async keeps(key: StorageKey): Promise<boolean> {
    const file = await this.transactions.single.findOneBy(MediaFile, { key });
    return file !== null && file.state !== 'doomed';
  }

  async #mayPurge(key: StorageKey): Promise<boolean> {
    const [found] = await this.transactions.single.query<
      readonly { readonly free: boolean; readonly state: MediaFileState | null }[]
    >(
      `SELECT pg_try_advisory_xact_lock_shared($1) AS free,
              (SELECT state FROM media_files WHERE key = $2) AS state`,
      [backupLock, key],
    );
    return found?.free === true && (found.state === null || found.state === 'doomed');
  }

  /** @returns whether it is known to be done */
  async #doom(key: StorageKey): Promise<boolean> {
    try {
      await this.transactions.single.update(
        MediaFile,
        { key, state: 'writing' },
        { state: 'doomed' },
      );
      return true;
    } catch (error) {
      this.#logger.warn(`${key} is left to the sweeper: ${String(error)}`);
      return false;
    }
  }
}

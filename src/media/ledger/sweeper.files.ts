import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { FileStorage, type StoredFile } from '../../storage/file-storage.js';
import { type StorageKey, fileName, parseKey } from '../../storage/storage-key.js';
import { MediaConfig } from '../media.config.js';
import type { MediaFile } from './media-file.entity.js';
import { extensionOf } from '../media-formats.js';
import { originalPart } from '../media-url.js';
import type { SweepOptions } from './sweeper.ledger.js';
import { type Finding, Tally } from './sweeper.report.js';

const batch = 500;

/** Storages are far away: several files are asked for at once. */
const together = 16;

/** Compares the storage with the ledger, file by file, both ways. */
@Injectable()
export class FileAudit {
  constructor(
    private readonly transactions: Transactions,
    private readonly storage: FileStorage,
    private readonly config: MediaConfig,
  ) {}

  /**
   * Files without a row. A row is there before its files are, so whoever is not in the ledger after his file
   * was seen will never be. They are kept for long all the same: where an old backup of the rows was
   * restored, they are all that is left of the newer pictures.
   */
  async unknownFiles(
    options: SweepOptions,
  ): Promise<{ unknownFiles: Finding; removedFiles: Finding }> {
    const unknown = new Tally();
    const removed = new Tally();
    const oldest = Date.now() - this.config.unknownFileHours * 3_600_000;
    for await (const files of batchesOf(this.storage.list(''))) {
      options.signal.throwIfAborted();
      for (const { modifiedAt, name } of await this.#unknown(files)) {
        unknown.add(name);
        if (modifiedAt.getTime() > oldest) continue;
        if (!options.dryRun) await this.storage.delete(name);
        removed.add(name);
      }
    }
    return { unknownFiles: unknown.finding, removedFiles: removed.finding };
  }

  /** Pictures that the ledger promises and the storage does not have. */
  async missingFiles({ signal }: SweepOptions): Promise<Finding> {
    const tally = new Tally();
    for (let last = '', read = batch; read === batch;) {
      const rows = await this.#stored(last);
      for (let at = 0; at < rows.length; at += together) {
        signal.throwIfAborted();
        const some = rows.slice(at, at + together);
        const missing = await Promise.all(some.map((row) => this.#isMissing(row)));
        tally.add(...some.filter((_row, index) => missing[index]).map(({ key }) => key));
      }
      read = rows.length;
      last = rows.at(-1)?.key ?? '';
    }
    return tally.finding;
  }

  async #unknown(files: readonly StoredFile[]): Promise<readonly StoredFile[]> {
    const keys = [...new Set(files.map(({ name }) => keyOf(name)))];
    const rows = await this.transactions.single.query<readonly Pick<MediaFile, 'key'>[]>(
      `SELECT key FROM media_files WHERE key = ANY($1)
       UNION ALL SELECT key FROM resumable_uploads WHERE key = ANY($1)`,
      [keys],
    );
    const known = new Set<string | null>(rows.map(({ key }) => key));
    return files.filter(({ name }) => !known.has(keyOf(name)));
  }

  #stored(after: string): Promise<readonly LedgerRow[]> {
    return this.transactions.single.query(
      `SELECT key, format FROM media_files WHERE state = 'stored' AND key > $1 ORDER BY key LIMIT ${batch}`,
      [after],
    );
  }

  /** Asked of the ledger again afterwards, for what was erased meanwhile is not missed. */
  async #isMissing({ format, key }: LedgerRow): Promise<boolean> {
    const original = fileName(key, originalPart, extensionOf(format));
    if ((await this.storage.stat(original)) !== null) return false;
    const [row] = await this.transactions.single.query<readonly LedgerRow[]>(
      "SELECT key FROM media_files WHERE state = 'stored' AND key = $1",
      [key],
    );
    return row !== undefined;
  }
}

type LedgerRow = Pick<MediaFile, 'key' | 'format'>;

function keyOf(name: string): StorageKey | null {
  return parseKey(name.slice(0, name.lastIndexOf('/')));
}

async function* batchesOf<T>(all: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let some: T[] = [];
  for await (const one of all) {
    if (some.push(one) < batch) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

import type { Readable } from 'node:stream';
import type { FileName } from './storage-key.js';

/** Inclusive offsets in bytes, as in an HTTP Range. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredFile {
  readonly name: FileName;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

/** Where bytes live. A driver fails with StorageError only. */
export abstract class FileStorage {
  /**
   * Writes a whole file; durable when the promise resolves. Nobody ever sees half a file under its name:
   * a put that fails leaves what was there before.
   *
   * @throws StorageError `full` when no space is left, `unavailable` otherwise
   */
  abstract put(name: FileName, content: Readable, contentType: string): Promise<void>;

  /** @throws StorageError `not-found` */
  abstract read(name: FileName, range?: ByteRange): Promise<Readable>;

  /** @returns null where there is no such file */
  abstract stat(name: FileName): Promise<StoredFile | null>;

  /** Gone when the promise resolves; a file that is not there is no fault. */
  abstract delete(name: FileName): Promise<void>;

  /** All files whose name begins with the prefix, such as `event/<uuid>/`, or '' for all. */
  abstract list(prefix: string): AsyncIterable<StoredFile>;
}

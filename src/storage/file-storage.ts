import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { FileName } from './storage-key.js';

/** Inclusive offsets in bytes, as in an HTTP Range. */
export interface ByteRange {
  /** Lies within the file. */
  readonly start: number;
  /** May lie beyond the end of the file. */
  readonly end: number;
}

export interface StoredFile {
  readonly name: FileName;
  readonly bytes: number;
  readonly modifiedAt: Date;
}

/** What a file is to be answered with, beside its bytes. */
export interface FileHeaders {
  readonly 'Content-Type': string;
  readonly 'Content-Disposition'?: string;
}

export interface TemporaryUrl {
  readonly url: string;
  /** For how long it may be handed on, at least. */
  readonly surelySeconds: number;
}

/** Where bytes live. A driver fails with StorageError only. */
export abstract class FileStorage {
  /**
   * Writes a whole file under a name that nobody has; durable when the promise resolves. What is stored is
   * never overwritten: of two who put one name, one is refused. Nobody ever sees half a file under its name,
   * and a put that fails leaves nothing. The stream is destroyed in either case.
   *
   * @throws StorageError `taken` where the name has a file, `full` when no space is left, `unavailable`
   *   otherwise
   * @throws the content's own error, unchanged, where it was the content that failed
   */
  abstract put(name: FileName, content: Readable, contentType: string): Promise<void>;

  /**
   * As `put`, of a file that already lies on this machine, such as a spool file. The file stays where it is,
   * but may share its blocks with the stored one from now on: it may be removed, never written to.
   *
   * @param path absolute
   */
  putFile(name: FileName, path: string, contentType: string): Promise<void> {
    return this.put(name, createReadStream(path), contentType);
  }

  /**
   * As `putFile`, of a file that can be made anew from what else is stored, such as a rendition: a power cut may take
   * it away as a whole, so it needs not be waited for as long.
   */
  putDerived(name: FileName, path: string, contentType: string): Promise<void> {
    return this.putFile(name, path, contentType);
  }

  /** @throws StorageError `not-found` */
  abstract read(name: FileName, range?: ByteRange): Promise<Readable>;

  /**
   * A URL from which anybody can fetch the file for a while, past this process.
   *
   * @returns null where the storage is not to be asked by anybody else
   */
  linkTo(_name: FileName, _headers: FileHeaders): Promise<TemporaryUrl | null> {
    return Promise.resolve(null);
  }

  /** @returns null where there is no such file */
  abstract stat(name: FileName): Promise<StoredFile | null>;

  /** Gone when the promise resolves; a file that is not there is no fault. */
  abstract delete(name: FileName): Promise<void>;

  /**
   * All files whose name begins with the prefix, such as `event/<uuid>/`, or '' for all, in no promised
   * order; what is put or deleted meanwhile may be missed or met.
   */
  abstract list(prefix: string): AsyncIterable<StoredFile>;
}

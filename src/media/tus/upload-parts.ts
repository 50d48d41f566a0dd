import { randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { FileStorage } from '../../storage/file-storage.js';
import { StorageError } from '../../storage/storage-error.js';
import { type FileName, type StorageKey, fileName } from '../../storage/storage-key.js';
import { storageRefusal } from '../ledger/storage-refusal.js';
import type { ResumableUpload } from './resumable-upload.entity.js';
import { ResumableUploads } from './resumable-uploads.js';
import { uploadOffsetMismatch } from './tus.errors.js';

/** No media format has it, so that nothing serves a part. */
const extension = 'part';

/** The parts of resumable uploads in the storage: any process on any machine goes on with what another has taken. */
@Injectable()
export class UploadParts {
  readonly #logger = new Logger('ResumableUploads');

  constructor(
    private readonly storage: FileStorage,
    private readonly uploads: ResumableUploads,
  ) {}

  /**
   * @param path absolute, of a spool file
   * @returns the part's own name: of two for one place, neither is in the other's way
   * @throws JsonApiError 503 or 507
   */
  async put(key: StorageKey, path: string): Promise<FileName> {
    const name = fileName(key, randomLetters(), extension);
    try {
      await this.storage.putFile(name, path, 'application/octet-stream');
    } catch (error) {
      throw storageRefusal(error);
    }
    return name;
  }

  /** @throws JsonApiError 503; 409 where another request has ended the upload meanwhile, and its parts with it */
  async *read(upload: ResumableUpload): AsyncGenerator<Buffer> {
    try {
      for (const name of upload.parts)
        yield* (await this.storage.read(name)) as AsyncIterable<Buffer>;
    } catch (error) {
      if (isMissing(error) && !(await this.#goesOn(upload)))
        throw new JsonApiError(uploadOffsetMismatch(), { cause: error });
      throw storageRefusal(error);
    }
  }

  /** Never fails: what is left is erased with the others of its upload. */
  async discard(name: FileName): Promise<void> {
    await this.storage.delete(name).catch((error: unknown) => this.#leave(name, error));
  }

  /** Of an upload that has ended. Never fails: what is not erased now is found again by the sweeper. */
  async erase(key: StorageKey): Promise<void> {
    await this.purge(key).catch((error: unknown) => this.#leave(key, error));
  }

  /** Bytes first, then the row. @throws StorageError; the row stays then */
  async purge(key: StorageKey): Promise<void> {
    for await (const { name } of this.storage.list(`${key}/`)) await this.storage.delete(name);
    await this.uploads.forgetParts(key);
  }

  async #goesOn({ key, ownerId, state }: ResumableUpload): Promise<boolean> {
    return (await this.uploads.find(key, ownerId))?.state === state;
  }

  #leave(what: string, error: unknown): void {
    this.#logger.warn(`${what} left to the sweeper: ${String(error)}`);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof StorageError && error.fault === 'not-found';
}

/** Names of files in the storage have no digits. */
function randomLetters(): string {
  return Array.from(randomBytes(20), (byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

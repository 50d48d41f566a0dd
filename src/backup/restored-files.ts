import { Readable } from 'node:stream';
import { BackupError } from '../database/dump/backup-error.js';
import { contentTypeOf, mediaFormatOf } from '../media/media-formats.js';
import type { FileStorage } from '../storage/file-storage.js';
import { type FileName, fileName, parseKey } from '../storage/storage-key.js';
import { strange } from './backup.manifest.js';

/**
 * The files of a restoration, in a storage that holds nothing else: so all of them can be found and removed
 * again. A small file named after the backup comes first and goes last; by it the next restoration of the same
 * backup knows what one that was killed has left.
 */
export class RestoredFiles {
  private constructor(
    private readonly storage: FileStorage,
    private readonly mark: FileName,
  ) {}

  /**
   * @param backup its id
   * @throws BackupError where the storage is not empty
   */
  static async begin(storage: FileStorage, backup: string): Promise<RestoredFiles> {
    const key = parseKey(`restore/${backup}`);
    if (key === null) throw strange();
    const files = new RestoredFiles(storage, fileName(key, 'begun', 'txt'));
    if ((await storage.stat(files.mark)) !== null) await files.#removeLeftovers();
    else await files.#begin();
    return files;
  }

  async put(name: FileName, content: Readable): Promise<void> {
    const format = mediaFormatOf(name.slice(name.lastIndexOf('.') + 1));
    if (format === null) throw strange();
    await this.storage.put(name, content, contentTypeOf(format));
  }

  async keep(): Promise<void> {
    await this.storage.delete(this.mark);
  }

  async undo(): Promise<void> {
    await this.#removeLeftovers();
    await this.storage.delete(this.mark);
  }

  async #begin(): Promise<void> {
    for await (const { name } of this.storage.list(''))
      throw new BackupError(
        `The storage is not empty: it has a file ${name}. Restore into a new folder or bucket.`,
      );
    await this.storage.put(this.mark, Readable.from(['']), 'text/plain');
  }

  async #removeLeftovers(): Promise<void> {
    for await (const { name } of this.storage.list(''))
      if (name !== this.mark) await this.storage.delete(name);
  }
}

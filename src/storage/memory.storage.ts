import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type ByteRange, FileStorage, type StoredFile } from './file-storage.js';
import { StorageError } from './storage-error.js';
import type { FileName } from './storage-key.js';

interface Held extends StoredFile {
  readonly content: Buffer;
}

/** Files in this process' memory, gone with it: for tests. */
export class MemoryStorage extends FileStorage {
  private readonly files = new Map<FileName, Held>();

  override async put(name: FileName, content: Readable): Promise<void> {
    const bytes = await buffer(content);
    if (this.files.has(name)) throw new StorageError('taken', `there is a file ${name}`);
    this.files.set(name, { name, content: bytes, bytes: bytes.length, modifiedAt: new Date() });
  }

  override async read(name: FileName, range?: ByteRange): Promise<Readable> {
    const file = this.files.get(name);
    if (file === undefined) throw new StorageError('not-found', `no file ${name}`);
    const { start = 0, end = file.bytes } = range ?? {};
    return Readable.from(file.content.subarray(start, end + 1), { objectMode: false });
  }

  override async stat(name: FileName): Promise<StoredFile | null> {
    const file = this.files.get(name);
    return file === undefined ? null : describe(file);
  }

  override async delete(name: FileName): Promise<void> {
    this.files.delete(name);
  }

  override async *list(prefix: string): AsyncGenerator<StoredFile> {
    for (const file of this.files.values()) if (file.name.startsWith(prefix)) yield describe(file);
  }
}

function describe({ name, bytes, modifiedAt }: Held): StoredFile {
  return { name, bytes, modifiedAt };
}

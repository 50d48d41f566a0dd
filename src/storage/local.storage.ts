import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, rmdir, stat, unlink } from 'node:fs/promises';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { holdErrors, contentError } from './content-error.js';
import type { NameDurability } from './disk/disk-jobs.js';
import { disk } from './disk/disk-threads.js';
import { copyDurably, writeDurably } from './durable-file.js';
import { cannotLink, hasCode } from './errno.js';
import { type ByteRange, FileStorage, type StoredFile } from './file-storage.js';
import { folderOf, statFile, walk } from './local.walk.js';
import { StorageError } from './storage-error.js';
import type { FileName } from './storage-key.js';

/** Files on their way in. In the same file system as the rest, so that a link is all that ends a put. */
const INCOMING = '.incoming';

/** No put writes nothing for so long: what is older was left behind by a crash. */
const ABANDONED_AFTER_MS = 3_600_000;

/**
 * Files in a folder of this machine, or of a network file system that several processes share.
 *
 * A put is durable after kill -9 by its final name and after a power cut by its syncs: one of the file, one
 * of the folder, which on a disk that flushes honestly are most of its cost. What is derived is spared the second: its
 * name may be lost, but never leads to half a file.
 */
export class LocalStorage extends FileStorage {
  private constructor(private readonly root: string) {
    super();
  }

  /**
   * Makes the folder where it is missing, and sweeps what crashed puts left behind.
   *
   * @param root absolute
   * @param now milliseconds since 1970
   * @throws StorageError where the folder can't be made or written
   */
  static async open(root: string, now = Date.now()): Promise<LocalStorage> {
    const incoming = join(root, INCOMING);
    try {
      await mkdir(incoming, { recursive: true });
      await sweep(incoming, now - ABANDONED_AFTER_MS);
    } catch (cause) {
      throw failure(cause, root);
    }
    return new LocalStorage(root);
  }

  override async put(name: FileName, content: Readable): Promise<void> {
    holdErrors(content);
    try {
      await this.place(name, (path) => writeDurably(path, content));
    } catch (cause) {
      throw contentError(content, cause) ?? failure(cause, name);
    } finally {
      content.destroy();
    }
  }

  override putFile(name: FileName, path: string): Promise<void> {
    return this.share(name, path, 'durable');
  }

  override putDerived(name: FileName, path: string): Promise<void> {
    return this.share(name, path, 'fleeting');
  }

  override async read(name: FileName, range?: ByteRange): Promise<Readable> {
    const stream = createReadStream(this.pathOf(name), { ...range });
    try {
      await once(stream, 'open');
      return stream;
    } catch (cause) {
      if (hasCode(cause, 'ENOENT'))
        throw new StorageError('not-found', `no file ${name}`, { cause });
      throw failure(cause, name);
    }
  }

  override async stat(name: FileName): Promise<StoredFile | null> {
    try {
      return await statFile(this.pathOf(name), name);
    } catch (cause) {
      throw failure(cause, name);
    }
  }

  /** Not synced: a file that a power cut brings back is found by the sweeper, as nothing refers to it. */
  override async delete(name: FileName): Promise<void> {
    const path = this.pathOf(name);
    try {
      await unlink(path);
      await rmdir(dirname(path));
    } catch (cause) {
      // Its folder goes with a key's last file; a put that wanted it makes it again.
      if (!hasCode(cause, 'ENOENT', 'ENOTEMPTY', 'EEXIST')) throw failure(cause, name);
    }
  }

  override async *list(prefix: string): AsyncGenerator<StoredFile> {
    try {
      yield* walk(this.root, prefix);
    } catch (cause) {
      throw failure(cause, prefix);
    }
  }

  private async share(name: FileName, path: string, durability: NameDurability): Promise<void> {
    try {
      if (!(await disk.do('share', path, this.pathOf(name), durability))) throw taken(name);
    } catch (error) {
      if (!cannotLink(error)) throw failure(error, name);
      await this.copy(name, path);
    }
  }

  private async copy(name: FileName, path: string): Promise<void> {
    try {
      await this.place(name, (incoming) => copyDurably(incoming, path));
    } catch (cause) {
      throw failure(cause, name);
    }
  }

  private async place(name: FileName, fill: (path: string) => Promise<void>): Promise<void> {
    const incoming = join(this.root, INCOMING, randomUUID());
    try {
      await fill(incoming);
      if (!(await disk.do('name', incoming, this.pathOf(name)))) throw taken(name);
    } finally {
      await discard(incoming);
    }
  }

  private pathOf(name: FileName): string {
    return join(this.root, folderOf(name), name.slice(name.lastIndexOf('/') + 1));
  }
}

function taken(name: string): StorageError {
  return new StorageError('taken', `there is a file ${name}`);
}

function failure(cause: unknown, name: string): StorageError {
  if (cause instanceof StorageError) return cause;
  if (hasCode(cause, 'ENOSPC', 'EDQUOT'))
    return new StorageError('full', `no space for ${name}`, { cause });
  return new StorageError('unavailable', `local storage failed at ${name}`, { cause });
}

/** The first name of what has its final one, or what came to nothing; what can't be removed is swept at a start. */
async function discard(incoming: string): Promise<void> {
  await unlink(incoming).catch(() => {});
}

/** By the time of the last change of the inode: a clone keeps the older time of its bytes. */
async function sweep(incoming: string, oldest: number): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    if ((await changedAt(path)) < oldest) await rm(path, { force: true });
  }
}

/** @returns a time that is never old where another process' put has just ended */
async function changedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).ctimeMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return Infinity;
    throw error;
  }
}

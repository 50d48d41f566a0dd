import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type Pack, pack } from 'tar-stream';
import { BackupError } from '../database/dump/backup-error.js';
import { disk } from '../storage/disk/disk-threads.js';
import { checksumLine, checksumsEntry, summed } from './checksums.js';

/** Rows and the hashes of passwords are in it. */
const ownerOnly = 0o600;

/**
 * Writes a tar archive, and gives it its name when it is whole. Until then it is called `<name>.partial`, so that
 * what a killed backup leaves is never taken for one.
 */
export class ArchiveWriter {
  readonly #tar: Pack = pack();
  readonly #written: Promise<void>;
  #failure: unknown;

  private constructor(
    private readonly path: string,
    private readonly sums: FileHandle,
  ) {
    const file = createWriteStream(partial(path), { mode: ownerOnly });
    this.#written = pipeline(this.#tar, file);
    this.#written.catch((error: unknown) => (this.#failure = error));
  }

  /** @throws BackupError where there is such a file already */
  static async create(path: string): Promise<ArchiveWriter> {
    if ((await stat(path).catch(() => null)) !== null) throw taken(path);
    return new ArchiveWriter(path, await open(sumsOf(path), 'w', ownerOnly));
  }

  /** @param size bytes, exactly as many as the content has */
  async add(name: string, size: number, content: AsyncIterable<Buffer>): Promise<void> {
    const hash = createHash('sha256');
    await this.#entry(name, size, summed(content, hash));
    await this.sums.write(checksumLine(name, hash.digest('hex')));
  }

  async addBytes(name: string, bytes: Buffer): Promise<void> {
    await this.add(name, bytes.length, only(bytes));
  }

  /**
   * Ends the archive and names it.
   *
   * @throws BackupError where somebody else has taken the name meanwhile
   */
  async seal(): Promise<void> {
    const { size } = await this.sums.stat();
    await this.#entry(checksumsEntry, size, createReadStream(sumsOf(this.path)));
    this.#tar.finalize();
    await this.#written;
    await disk.do('sync', partial(this.path));
    if (!(await disk.do('name', partial(this.path), this.path))) throw taken(this.path);
  }

  /** Removes all but a sealed archive. */
  async close(): Promise<void> {
    this.#tar.destroy();
    await this.#written.catch(() => {});
    await this.sums.close();
    const paths = [partial(this.path), sumsOf(this.path)];
    await Promise.all(paths.map((path) => rm(path, { force: true })));
  }

  /** A disk that is full ends the tar, and with it the entry that is being written; why is known here only. */
  async #entry(name: string, size: number, content: AsyncIterable<Buffer>): Promise<void> {
    try {
      await pipeline(content, this.#tar.entry({ name, size, mode: ownerOnly }));
    } catch (error) {
      throw this.#failure ?? error;
    }
  }
}

async function* only(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

function partial(path: string): string {
  return `${path}.partial`;
}

function sumsOf(path: string): string {
  return `${path}.sums.partial`;
}

function taken(path: string): BackupError {
  return new BackupError(`There is a file ${path} already. A backup overwrites nothing.`);
}

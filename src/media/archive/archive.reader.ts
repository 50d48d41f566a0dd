import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, type ZipFile, openPromise } from 'yauzl';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { SpoolWriter } from '../spool/spool-writer.js';
import { type DirectoryLimits, readDirectory } from './archive-directory.js';
import { archiveDamaged, entryNotTaken } from './archive.errors.js';

/**
 * Reads an archive that somebody has sent. Names in it are looked up and never become paths; of a file no more is
 * unpacked than the directory says of it, whose sum has been found right before.
 */
export class ArchiveReader {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /**
   * @param path absolute
   * @throws JsonApiError 413, 422
   */
  static async open(path: string, limits: DirectoryLimits): Promise<ArchiveReader> {
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true };
    const zip = await readable(() => openPromise(path, options));
    try {
      return new ArchiveReader(zip, await readable(() => readDirectory(zip, limits)));
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** Of the file, unpacked, as the directory says; null where there is none of that name. */
  bytesOf(name: string): number | null {
    return this.entries.get(name)?.uncompressedSize ?? null;
  }

  /**
   * All of a file that is known to be small.
   *
   * @throws JsonApiError 422
   */
  async read(name: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.#content(name)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** @throws JsonApiError 422, 507 */
  async unpack(name: string, into: SpoolWriter): Promise<void> {
    for await (const chunk of this.#content(name)) await into.write(chunk);
    await into.finish();
  }

  close(): void {
    this.zip.close();
  }

  async *#content(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name);
    if (entry === undefined) throw new Error(`The archive has no ${name}`);
    let checksum = 0;
    const content: Readable = await sound(name, () => this.zip.openReadStreamPromise(entry));
    const chunks = content[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        const { done, value } = await sound(name, () => chunks.next());
        if (done === true) break;
        checksum = crc32(value, checksum);
        yield value;
      }
    } finally {
      content.destroy();
    }
    if (checksum !== entry.crc32) throw damaged(name);
  }
}

/** Whatever the library says of an archive is about what was sent; its words are not for the reader. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof JsonApiError) throw cause;
    throw new JsonApiError(archiveDamaged('its directory is not sound'), { cause });
  }
}

async function sound<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw damaged(name, cause);
  }
}

function damaged(name: string, cause?: unknown): JsonApiError {
  return new JsonApiError(entryNotTaken(name, 'it is damaged'), { cause });
}

import { type FileHandle, open } from 'node:fs/promises';
import { hasCode } from '../storage/errno.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { storageFull } from './media.errors.js';

/** One file of the spool while it is written. */
export class SpoolWriter {
  #bytes = 0;

  private constructor(
    /** Absolute. */
    readonly path: string,
    private readonly file: FileHandle,
  ) {}

  /** Nobody else can read the file, and no link that somebody put there is followed. */
  static async create(path: string): Promise<SpoolWriter> {
    return new SpoolWriter(path, await translated(open(path, 'wx', 0o600)));
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @throws JsonApiError 507 where the disk is full */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = await translated(this.file.write(bytes, at));
      at += bytesWritten;
    }
    this.#bytes += bytes.length;
  }

  /** May be called again. */
  async close(): Promise<void> {
    await translated(this.file.close());
  }
}

async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (hasCode(cause, 'ENOSPC', 'EDQUOT')) throw new JsonApiError(storageFull(), { cause });
    throw cause;
  }
}

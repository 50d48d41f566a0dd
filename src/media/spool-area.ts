import { randomUUID } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../storage/errno.js';
import { SpoolWriter } from './spool-writer.js';

/** The spool files of one request, which end with it. */
export class SpoolArea {
  readonly #paths: string[] = [];
  readonly #writers: SpoolWriter[] = [];

  /** @param folder absolute, of this process */
  constructor(private readonly folder: string) {}

  /** @throws JsonApiError 507 where the disk is full */
  async create(): Promise<SpoolWriter> {
    const writer = await SpoolWriter.create(this.reserve());
    this.#writers.push(writer);
    return writer;
  }

  /**
   * @param extension such as `.jpg`
   * @returns the absolute path of a file that somebody else may make, and that is removed with the others
   */
  reserve(extension = ''): string {
    const path = join(this.folder, `${randomUUID()}${extension}`);
    this.#paths.push(path);
    return path;
  }

  /** Removes all of them, in the midst of writing too. May be called again. */
  async dispose(): Promise<void> {
    await Promise.all(this.#writers.splice(0).map((writer) => writer.close()));
    await Promise.all(this.#paths.splice(0).map(remove));
  }
}

async function remove(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

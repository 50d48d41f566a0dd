import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessFull } from './spool-full.js';
import { SpoolWriter } from './spool-writer.js';

/** Each is lost only to somebody who still makes files in the folder. */
const removals = 5;

/** The spool files of one request, and whatever is made beside them: all of it ends with the request. */
export class SpoolArea {
  readonly #writers: SpoolWriter[] = [];
  #made: Promise<void> | null = null;

  /** @param folder absolute, of this request alone; made when it is needed */
  constructor(private readonly folder: string) {}

  /** @throws JsonApiError 507 where the disk is full */
  async create(): Promise<SpoolWriter> {
    await (this.#made ??= this.#make());
    const writer = await SpoolWriter.create(join(this.folder, randomUUID()));
    this.#writers.push(writer);
    return writer;
  }

  /** Removes one of them before the others: it is needed no more. */
  async remove(writer: SpoolWriter): Promise<void> {
    this.#writers.splice(this.#writers.indexOf(writer), 1);
    await writer.close();
    await unlink(writer.path);
  }

  /** Removes all of them, half-written ones too. May be called again. */
  async dispose(): Promise<void> {
    if (this.#made === null) return;
    await Promise.all(this.#writers.map((writer) => writer.close()));
    try {
      await removeFlat(this.folder);
    } catch {
      // Somebody still makes or removes files in it, or made a folder.
      await rm(this.folder, { recursive: true, force: true, maxRetries: removals });
    }
  }

  async #make(): Promise<void> {
    await unlessFull(() => mkdir(this.folder, { recursive: true, mode: 0o700 }));
  }
}

/** A folder of files alone: a general removal would ask for the facts of each first. */
async function removeFlat(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.map((name) => unlink(join(folder, name))));
  await rmdir(folder);
}

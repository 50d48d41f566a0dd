import { randomUUID } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { disk } from '../../storage/disk/disk-threads.js';
import { SpoolWriter } from './spool-writer.js';

/** The spool files of one request, and whatever is made beside them: all of it ends with the request. */
export class SpoolArea {
  readonly #writers = new Set<SpoolWriter>();
  #used = false;

  /** @param folder absolute, of this request alone; made when it is needed */
  constructor(private readonly folder: string) {}

  create(): SpoolWriter {
    const writer = new SpoolWriter(join(this.folder, randomUUID()));
    this.#writers.add(writer);
    this.#used = true;
    return writer;
  }

  /** Removes one of them before the others, a finished one: it is needed no more. */
  async remove(writer: SpoolWriter): Promise<void> {
    this.#writers.delete(writer);
    await unlink(writer.path);
  }

  /** Removes all of them, half-written ones too. May be called again. */
  async dispose(): Promise<void> {
    if (!this.#used) return;
    await Promise.all([...this.#writers].map((writer) => writer.close()));
    await disk.doSoon('removeFolder', this.folder);
  }
}

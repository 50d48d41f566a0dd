import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { disk } from '../../storage/disk/disk-threads.js';
import { borrowBatch, returnBatch } from './spool-batches.js';
import { unlessFull } from './spool-full.js';

/**
 * One file of the spool while it is written: a small one as a whole, by a disk thread, and a larger one in batches,
 * through a descriptor of its own. Not in the event loop: with 32 senders of 10 MB at
 * once on 2 cores, that took 15 to 22 % less CPU for as many bytes, but a light GET beside them waited 84 to 108 ms at
 * the 99th percentile, and 32 so, where the spool is memory. On a disk that is busy both ways wait for it (90 to
 * 140 ms); one that stalls would stop the whole process.
 */
export class SpoolWriter {
  #bytes = 0;
  #batch: Buffer | null = null;
  #batched = 0;
  #file: FileHandle | null = null;
  #writing: Promise<void> = Promise.resolve();
  #closed = false;

  /** @param path absolute, of a file that is made when it is first written, as is its folder */
  constructor(readonly path: string) {}

  get bytes(): number {
    return this.#bytes;
  }

  /**
   * @param bytes free for other use when the promise is fulfilled
   * @throws JsonApiError 507 where the disk is full
   */
  async write(bytes: Buffer): Promise<void> {
    this.#bytes += bytes.length;
    for (let at = 0; at < bytes.length;) {
      this.#batch ??= borrowBatch();
      const copied = bytes.copy(this.#batch, this.#batched, at);
      this.#batched += copied;
      at += copied;
      if (this.#batched === this.#batch.length) await this.#flush();
    }
  }

  /**
   * The file is there then, though it may be empty.
   *
   * @throws JsonApiError 507 where the disk is full
   */
  async finish(): Promise<void> {
    if (this.#file === null) await this.#run(() => this.#createWhole());
    else if (this.#batched > 0) await this.#flush();
    await this.close();
  }

  /** Whatever was not written by then is lost. May be called again. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing;
    await this.#file?.close();
    this.#file = null;
    if (this.#batch !== null) returnBatch(this.#batch);
    this.#batch = null;
  }

  async #flush(): Promise<void> {
    await this.#run(() => this.#append());
    this.#batched = 0;
  }

  async #run(work: () => Promise<void>): Promise<void> {
    if (this.#closed) throw new Error(`${this.path} is closed`);
    const written = unlessFull(work);
    this.#writing = written.catch(() => {});
    await written;
  }

  /** What a thread is given is copied, and so small that it may be. */
  #createWhole(): Promise<void> {
    const bytes = new Uint8Array(this.#batch?.subarray(0, this.#batched) ?? []);
    return disk.do('create', this.path, bytes);
  }

  async #append(): Promise<void> {
    this.#file ??= await this.#open();
    const batch = this.#batch?.subarray(0, this.#batched) ?? new Uint8Array();
    for (let at = 0; at < batch.length;) at += (await this.#file.write(batch, at)).bytesWritten;
  }

  /** Nobody else can read the file, and no link that somebody put there is followed. */
  async #open(): Promise<FileHandle> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    return open(this.path, 'wx', 0o600);
  }
}

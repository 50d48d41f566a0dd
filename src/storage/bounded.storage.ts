import { Readable } from 'node:stream';
import { holdErrors } from './content-error.js';
import {
  type ByteRange,
  type FileHeaders,
  FileStorage,
  type StoredFile,
  type TemporaryUrl,
} from './file-storage.js';
import type { StorageConfig } from './storage.config.js';
import { StorageError } from './storage-error.js';
import type { FileName } from './storage-key.js';

/**
 * A storage that answers in time, whatever its driver does: nobody's request hangs on a dead disk or a store
 * that keeps silent. The deadline counts for each operation, and for each chunk or entry of a stream or list;
 * not for the time that a reader takes over it.
 *
 * What was given up may still happen: a put may leave its file after the caller was told that it failed.
 */
export class BoundedStorage extends FileStorage {
  /** @param config says how long one step may take; asked at each */
  constructor(
    private readonly driver: FileStorage,
    private readonly config: Pick<StorageConfig, 'storageDeadlineMilliseconds'>,
  ) {
    super();
  }

  override async put(name: FileName, content: Readable, contentType: string): Promise<void> {
    try {
      await this.#inTime(name, this.driver.put(name, content, contentType));
    } finally {
      // A driver that was given up still reads it.
      content.destroy();
    }
  }

  override putFile(name: FileName, path: string, contentType: string): Promise<void> {
    return this.#inTime(name, this.driver.putFile(name, path, contentType));
  }

  override putDerived(name: FileName, path: string, contentType: string): Promise<void> {
    return this.#inTime(name, this.driver.putDerived(name, path, contentType));
  }

  override async read(name: FileName, range?: ByteRange): Promise<Readable> {
    const opening = this.driver.read(name, range);
    try {
      const content = await this.#inTime(name, opening);
      holdErrors(content);
      const bounded = Readable.from(this.#steps(name, content), { objectMode: false });
      // Whoever gives it up before the first chunk never begins the steps, so nothing ends with them.
      return bounded.once('close', () => content.destroy());
    } catch (error) {
      opening.then(
        (late) => late.destroy(),
        () => {},
      );
      throw error;
    }
  }

  override linkTo(name: FileName, headers: FileHeaders): Promise<TemporaryUrl | null> {
    return this.#inTime(name, this.driver.linkTo(name, headers));
  }

  override stat(name: FileName): Promise<StoredFile | null> {
    return this.#inTime(name, this.driver.stat(name));
  }

  override delete(name: FileName): Promise<void> {
    return this.#inTime(name, this.driver.delete(name));
  }

  override list(prefix: string): AsyncIterable<StoredFile> {
    return this.#steps(prefix, this.driver.list(prefix));
  }

  async *#steps<T>(name: string, source: AsyncIterable<T>): AsyncGenerator<T> {
    const steps = source[Symbol.asyncIterator]();
    try {
      for (;;) {
        const step = await this.#inTime(name, steps.next());
        if (step.done === true) return;
        yield step.value;
      }
    } finally {
      // Never awaited: a source that hangs in a step would hang in its end, too.
      steps.return?.().catch(() => {});
    }
  }

  /** @throws StorageError `unavailable` after the deadline; whatever comes of the work then is nobody's */
  async #inTime<T>(name: string, work: Promise<T>): Promise<T> {
    const { storageDeadlineMilliseconds: milliseconds } = this.config;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const message = `no answer within ${milliseconds} ms at ${name}`;
      timer = setTimeout(() => reject(new StorageError('unavailable', message)), milliseconds);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
      work.catch(() => {});
    }
  }
}

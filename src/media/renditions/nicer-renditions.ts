import { Injectable, Logger } from '@nestjs/common';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { FileStorage, type StoredFile } from '../../storage/file-storage.js';
import { StorageError } from '../../storage/storage-error.js';
import { type FileName, fileName } from '../../storage/storage-key.js';
import type { ImageFormat } from '../image-file.js';
import { extensions } from '../image-formats.js';
import type { MediaName } from '../media-url.js';
import { Renditions } from './renditions.js';

/** As long as a reader waits for fewer bytes; the making goes on, for the next one. */
const patienceMilliseconds = 1000;

/** What could not be made is not tried again for so long. */
const rememberedMilliseconds = 10 * 60 * 1000;
const rememberedFailures = 1000;

/**
 * Renditions in a nicer format than the picture's own, for readers who accept one. Nobody is refused because
 * such a format is not ready: whoever asks is told so, and answered with the other.
 */
@Injectable()
export class NicerRenditions {
  readonly #logger = new Logger('NicerRenditions');
  readonly #failed = new Map<FileName, number>();

  constructor(
    private readonly storage: FileStorage,
    private readonly renditions: Renditions,
  ) {}

  /**
   * @param name of the rendition in the picture's own format
   * @returns null where it cannot be had in time
   * @throws StorageError
   */
  async find({ key, part, ...name }: MediaName, format: ImageFormat): Promise<StoredFile | null> {
    const file = fileName(key, part, extensions[format]);
    const found = await this.storage.stat(file);
    if (found !== null || this.#hasFailed(file)) return found;
    return inTime(this.#make({ ...name, key, part, file }, format));
  }

  /** Never fails. */
  async #make(name: MediaName, format: ImageFormat): Promise<StoredFile | null> {
    try {
      return await this.renditions.make(name, format);
    } catch (error) {
      if (isPassing(error)) return null;
      this.#remember(name.file);
      this.#logger.warn(`${name.file} could not be made: ${String(error)}`);
      return null;
    }
  }

  #hasFailed(name: FileName): boolean {
    return (this.#failed.get(name) ?? 0) > performance.now();
  }

  #remember(name: FileName): void {
    const [oldest] = this.#failed.keys();
    if (oldest !== undefined && this.#failed.size >= rememberedFailures)
      this.#failed.delete(oldest);
    this.#failed.set(name, performance.now() + rememberedMilliseconds);
  }
}

/** Too much to do, or a storage in trouble. */
function isPassing(error: unknown): boolean {
  if (error instanceof StorageError) return true;
  return error instanceof JsonApiError && error.faults.every(({ status }) => status >= 500);
}

async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMilliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

import { Injectable } from '@nestjs/common';
import { FileStorage, type StoredFile } from '../../storage/file-storage.js';
import { fileName } from '../../storage/storage-key.js';
import type { ImageFormat } from '../image-file.js';
import { extensions } from '../image-formats.js';
import type { MediaName } from '../media-url.js';
import { Renditions } from './renditions.js';

/** As long as a reader waits for fewer bytes; the making goes on, for the next one. */
const patienceMilliseconds = 1000;

/**
 * Renditions in a nicer format than the picture's own, for readers who accept one. Nobody is refused because
 * such a format is not ready: whoever asks is told so, and answered with the other.
 */
@Injectable()
export class NicerRenditions {
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
    return found ?? inTime(this.#make({ ...name, key, part, file }, format));
  }

  /** Never fails: who made it has said so where he could not. */
  async #make(name: MediaName, format: ImageFormat): Promise<StoredFile | null> {
    return this.renditions.make(name, format).catch(() => null);
  }
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

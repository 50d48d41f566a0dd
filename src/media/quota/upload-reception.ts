import { Injectable } from '@nestjs/common';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { SentKind } from '../proof/file-kind.js';
import { ImageWorkers } from '../workers/image.workers.js';
import { imageWorkersBusy, tooManyUploadsAtOnce } from '../media.errors.js';
import { UploadMeter } from './upload-meter.js';
import { UploadQuota, type Uploader } from './upload-quota.js';
import { UploadConfig } from './upload.config.js';

/** Seconds after which others have surely left. */
const retryAfterSeconds = 5;

/**
 * Lets so many requests send uploads at the same time, as each holds memory and a file meanwhile. Whoever comes then
 * is told before he sends anything, and so is he whose picture would find no place in the queue.
 */
@Injectable()
export class UploadReception {
  #present = 0;

  constructor(
    private readonly quota: UploadQuota,
    private readonly workers: ImageWorkers,
    private readonly config: UploadConfig,
  ) {}

  /** Requests that are sending uploads now. */
  get present(): number {
    return this.#present;
  }

  /**
   * For a request that may bring uploads; nothing happens until it does.
   *
   * @param announced bytes of all of them together; null where nobody knows
   */
  meter(uploader: Uploader, announced: number | null): UploadMeter {
    const gate = { quota: this.quota, enter: (kind: SentKind) => this.#enter(kind) };
    return new UploadMeter(gate, { ...uploader, announced });
  }

  /** @throws JsonApiError 503 */
  #enter(kind: SentKind): () => void {
    // Of a file, nobody knows yet whether it is a picture.
    if (kind === 'picture' && (this.workers.full || this.workers.resting))
      throw new JsonApiError(imageWorkersBusy(retryAfterSeconds));
    if (this.#present >= this.config.uploadsAtOnce)
      throw new JsonApiError(tooManyUploadsAtOnce(retryAfterSeconds));
    this.#present += 1;
    return () => {
      this.#present -= 1;
    };
  }
}

import { Injectable } from '@nestjs/common';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { SentKind } from '../proof/file-kind.js';
import { ImageWorkers } from '../workers/image.workers.js';
import { imageWorkersBusy, tooManyUploadsAtOnce } from '../media.errors.js';
import { SenderPace } from './sender-pace.js';
import { UploadMeter } from './upload-meter.js';
import { UploadQuota, type Uploader } from './upload-quota.js';
import { UploadConfig } from './upload.config.js';

/** Seconds after which others have surely left. */
const retryAfterSeconds = 5;

/**
 * Lets so many requests send uploads at the same time, as each holds memory and a file meanwhile. Whoever comes then
 * is told before he sends anything, and so is he whose picture would find no place in the queue. But nobody keeps a
 * place by sending slowly: the slowest loses it to whoever comes.
 */
@Injectable()
export class UploadReception {
  /** Of those who hold a place. */
  readonly #senders = new Set<SenderPace>();

  constructor(
    private readonly quota: UploadQuota,
    private readonly workers: ImageWorkers,
    private readonly config: UploadConfig,
  ) {}

  /** Requests that are sending uploads now. */
  get present(): number {
    return this.#senders.size;
  }

  /**
   * For a request that may bring uploads; nothing happens until it does.
   *
   * @param announced bytes of all of them together; null where nobody knows
   */
  meter(uploader: Uploader, announced: number | null): UploadMeter {
    const gate = {
      quota: this.quota,
      enter: (kind: SentKind, pace: SenderPace) => this.#enter(kind, pace),
    };
    return new UploadMeter(gate, { ...uploader, announced }, new SenderPace());
  }

  /** @throws JsonApiError 503 */
  #enter(kind: SentKind, pace: SenderPace): () => void {
    // Of a file, nobody knows yet whether it is a picture.
    if (kind === 'picture' && (this.workers.full || this.workers.resting))
      throw new JsonApiError(imageWorkersBusy(retryAfterSeconds));
    if (this.#senders.size >= this.config.uploadsAtOnce) this.#giveUpSlowest();
    this.#senders.add(pace);
    return () => {
      this.#senders.delete(pace);
    };
  }

  /** @throws JsonApiError 503 where nobody is too slow */
  #giveUpSlowest(): void {
    const { uploadGraceSeconds, uploadLeastBytesPerSecond: least } = this.config;
    let slowest: { readonly pace: SenderPace; readonly speed: number } | null = null;
    for (const pace of this.#senders) {
      const speed = pace.speedAfter(uploadGraceSeconds * 1000);
      if (speed < (slowest?.speed ?? least)) slowest = { pace, speed };
    }
    if (slowest === null) throw new JsonApiError(tooManyUploadsAtOnce(retryAfterSeconds));
    // Its place is free from now on, though its answer takes a moment.
    this.#senders.delete(slowest.pace);
    slowest.pace.giveUp();
  }
}

import { Injectable } from '@nestjs/common';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { RenderJob } from '../workers/image-job.js';
import { ImageWorkError } from '../workers/image-work-error.js';
import { faultOfWork } from '../workers/image-work-fault.js';
import { ImageWorkers } from '../workers/image.workers.js';
import { MediaConfig } from '../media.config.js';

/** Has a worker make one rendition of a stored picture, within the limits. */
@Injectable()
export class RenditionRenderer {
  constructor(
    private readonly workers: ImageWorkers,
    private readonly config: MediaConfig,
  ) {}

  /** @throws JsonApiError 503 where too many pictures wait; whatever a fault of the server's own is */
  async render(job: Omit<RenderJob, 'kind' | 'limits'>): Promise<void> {
    const { imageDeadlineMilliseconds, mediaMaxAnimationPixels, mediaMaxPixels } = this.config;
    const limits = { maxPixels: mediaMaxPixels, maxAnimationPixels: mediaMaxAnimationPixels };
    try {
      // Another format than the picture's own is a kindness: it must not keep anybody's upload waiting.
      const urgency = job.format === job.outputFormat ? 'now' : 'later';
      await this.workers.run({ ...job, kind: 'render', limits }, urgency);
    } catch (error) {
      if (!(error instanceof ImageWorkError)) throw error;
      const fault = faultOfWork(error, '', imageDeadlineMilliseconds);
      throw fault === null ? error : new JsonApiError(fault, { cause: error });
    }
  }
}

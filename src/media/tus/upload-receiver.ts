import { Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import { bodyChunks } from '../body/body-chunks.js';
import { MediaConfig } from '../media.config.js';
import type { UploadMeter } from '../quota/upload-meter.js';
import type { SpoolArea } from '../spool/spool-area.js';
import { Spool } from '../spool/spool.js';
import { ArrivingParts } from './arriving-parts.js';
import type { ResumableUpload } from './resumable-upload.entity.js';
import { ResumableUploads } from './resumable-uploads.js';
import { UploadCompletion } from './upload-completion.js';
import { UploadParts } from './upload-parts.js';

/** Takes what a request sends of an upload; however its body ends, what has come of it is kept. */
@Injectable()
export class UploadReceiver {
  readonly #logger = new Logger('ResumableUploads');

  constructor(
    private readonly spool: Spool,
    private readonly uploads: ResumableUploads,
    private readonly parts: UploadParts,
    private readonly completion: UploadCompletion,
    private readonly config: MediaConfig,
  ) {}

  /**
   * @returns the upload as it is then
   * @throws JsonApiError 400, 408, 409, 413, 415, 422, 429, 503 or 507
   */
  async receive(
    request: Request,
    upload: ResumableUpload,
    meter: UploadMeter,
  ): Promise<ResumableUpload> {
    const spool = this.spool.area();
    const { parts, uploads } = this;
    const arriving = new ArrivingParts({ meter, parts, spool, uploads }, upload);
    try {
      await this.#read(request, arriving, meter);
      if (!arriving.isWhole) return arriving.upload;
      meter.complete();
      return await this.completion.complete(arriving, spool);
    } finally {
      await meter.settle();
      await this.#dispose(spool);
    }
  }

  async #read(request: Request, arriving: ArrivingParts, meter: UploadMeter): Promise<void> {
    arriving.requireRoom();
    try {
      await meter.resume('file');
      const { bodySilenceMilliseconds: silenceMs } = this.config;
      for await (const bytes of bodyChunks(request, silenceMs, meter.pace))
        await arriving.take(bytes);
      await meter.finish();
    } catch (error) {
      await arriving.keep().catch((lost: unknown) => {
        this.#logger.warn(`What had come of an upload was lost: ${String(lost)}`);
      });
      throw error;
    }
    await arriving.keep();
  }

  async #dispose(spool: SpoolArea): Promise<void> {
    try {
      await spool.dispose();
    } catch (error) {
      this.#logger.error('Spool files were left behind until the next sweep', error);
    }
  }
}

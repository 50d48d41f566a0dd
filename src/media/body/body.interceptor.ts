import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { type Observable, finalize } from 'rxjs';
import { callerOf } from '../../auth/caller.js';
import { TakesFiles } from './accepts-files.js';
import { AcceptsUpload } from './accepts-upload.js';
import { announcedBody, announcedFileBytes } from './announced-body.js';
import { MediaConfig } from '../media.config.js';
import { readRouteBody } from './route-body.reader.js';
import type { SpoolArea } from '../spool/spool-area.js';
import { Spool } from '../spool/spool.js';
import type { UploadMeter } from '../quota/upload-meter.js';
import { UploadReception } from '../quota/upload-reception.js';
import { recordUploads } from '../upload-record.js';

/**
 * Reads bodies, their files into the spool: after the guards, so that nothing is read from a caller who is
 * refused, and before the pipes. What it spooled is gone when the handler is done, however that ends.
 *
 * Node itself has answered `Expect: 100-continue` by then; only a `checkContinue` listener of the server could
 * let guards decide first.
 */
@Injectable()
export class BodyInterceptor implements NestInterceptor {
  readonly #logger = new Logger('Spool');

  constructor(
    private readonly reflector: Reflector,
    private readonly spool: Spool,
    private readonly config: MediaConfig,
    private readonly reception: UploadReception,
  ) {}

  /** @throws JsonApiError 400, 408, 413, 415, 429, 503 or 507 */
  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const area = this.spool.area();
    try {
      await this.#read(context, area);
    } catch (error) {
      await this.#dispose(area);
      throw error;
    }
    return next.handle().pipe(finalize(() => void this.#dispose(area)));
  }

  async #read(context: ExecutionContext, spool: SpoolArea): Promise<void> {
    const request = context.switchToHttp().getRequest<Request>();
    const upload = this.reflector.get(AcceptsUpload, context.getHandler());
    const announced = announcedBody(request);
    if (announced === 'none' || (announced === 'other' && upload === undefined)) return;
    const places = this.reflector.get(TakesFiles, context.getHandler());
    const meter = this.#meter(request);
    recordUploads(request, meter);
    const reading = { config: this.config, meter, spool };
    try {
      request.body = await readRouteBody(request, { places, upload }, reading);
      await meter.finish();
    } finally {
      await meter.settle();
    }
  }

  #meter(request: Request): UploadMeter {
    const uploader = { caller: callerOf(request), address: request.ip };
    return this.reception.meter(uploader, announcedFileBytes(request));
  }

  async #dispose(area: SpoolArea): Promise<void> {
    try {
      await area.dispose();
    } catch (error) {
      this.#logger.error('Spool files were left behind until the next sweep', error);
    }
  }
}

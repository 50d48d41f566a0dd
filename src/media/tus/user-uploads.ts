import { Injectable } from '@nestjs/common';
import { notFound } from '../../jsonapi/errors/data.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { UploadQuota, type Uploader } from '../quota/upload-quota.js';
import { UploadReception } from '../quota/upload-reception.js';
import { recordUploads } from '../upload-record.js';
import type { ResumableUpload } from './resumable-upload.entity.js';
import { ResumableUploads } from './resumable-uploads.js';
import type { TusRequest } from './tus-request.js';
import { UploadParts } from './upload-parts.js';
import { UploadReceiver } from './upload-receiver.js';

/** What a user does with resumable uploads of his own, and what he pays for it. */
@Injectable()
export class UserUploads {
  constructor(
    private readonly uploads: ResumableUploads,
    private readonly parts: UploadParts,
    private readonly receiver: UploadReceiver,
    private readonly reception: UploadReception,
    private readonly quota: UploadQuota,
  ) {}

  get lifetimeMilliseconds(): number {
    return this.uploads.lifetimeMilliseconds;
  }

  /**
   * Pays for one upload. Its bytes are paid for as they come, but what there is no room for is refused before.
   *
   * @throws JsonApiError 413 or 429
   */
  async begin(
    request: TusRequest,
    announced: Pick<ResumableUpload, 'bytes' | 'metadata'>,
  ): Promise<void> {
    const uploader = uploaderOf(request);
    await this.quota.charge(uploader, { uploads: 1, bytes: announced.bytes });
    await this.quota.correct(uploader, -announced.bytes);
    const { caller, key } = request;
    await this.uploads.begin({ ...announced, key, ownerId: caller.id });
  }

  /** @throws JsonApiError 404 */
  async find({ caller, key }: TusRequest): Promise<ResumableUpload> {
    const upload = await this.uploads.find(key, caller.id);
    if (upload === null) throw new JsonApiError(notFound('upload with this id'));
    return upload;
  }

  /**
   * @param announced bytes of the body; null where it does not say
   * @returns the upload as it is then
   * @throws JsonApiError as `UploadReceiver`
   */
  receive(
    request: TusRequest,
    upload: ResumableUpload,
    announced: number | null,
  ): Promise<ResumableUpload> {
    const meter = this.reception.meter(uploaderOf(request), announced);
    recordUploads(request.incoming, meter);
    return this.receiver.receive(request.incoming, upload, meter);
  }

  /** A file that it became stays an upload like any other. @throws JsonApiError 404 */
  async end(request: TusRequest): Promise<void> {
    const { key } = await this.find(request);
    await this.uploads.doom(key);
    await this.parts.erase(key);
  }
}

function uploaderOf({ caller, incoming }: TusRequest): Uploader {
  return { caller, address: incoming.ip };
}

import { Injectable, type PipeTransform } from '@nestjs/common';
import { invalidValue, missingMember } from '../jsonapi/errors/errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { RefusedDataUri } from './refused-data-uri.js';
import { SpooledFile } from './spooled-file.js';

/** A picture that belongs to no resource yet. */
export interface UploadedImage {
  readonly file: SpooledFile;
  readonly pointer: string;
}

/** `{"data": "data:image/gif;base64,..."}` → the picture in it. */
@Injectable()
export class UploadBodyPipe implements PipeTransform<unknown, UploadedImage> {
  /** @throws JsonApiError 422 */
  transform(body: unknown): UploadedImage {
    if (typeof body !== 'object' || body === null || !('data' in body))
      throw new JsonApiError(missingMember('', 'data'));
    if (body.data instanceof RefusedDataUri) throw new JsonApiError(body.data.fault('/data'));
    if (!(body.data instanceof SpooledFile))
      throw new JsonApiError(
        invalidValue('/data', '"data" must be a data URI: data:image/...;base64,....'),
      );
    return { file: body.data, pointer: '/data' };
  }
}

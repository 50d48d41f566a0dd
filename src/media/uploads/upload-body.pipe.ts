import { Injectable, type PipeTransform } from '@nestjs/common';
import { invalidValue, missingMember } from '../../jsonapi/errors/document.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { RefusedDataUri } from '../body/refused-data-uri.js';
import { SpooledFile } from '../spool/spooled-file.js';
import { onePart, partsOf } from '../body/upload-parts.js';

/** A file that belongs to no resource yet. */
export interface UploadedFile {
  readonly file: SpooledFile;
  /** To the member or part that holds it; empty where it is the body. */
  readonly pointer: string;
}

/** The picture that a body is, that its part `file` holds, or its member `data` as a data URI. */
@Injectable()
export class UploadBodyPipe implements PipeTransform<unknown, UploadedFile> {
  /** @throws JsonApiError 422 */
  transform(body: unknown): UploadedFile {
    if (body instanceof SpooledFile) return { file: body, pointer: '' };
    if (typeof body !== 'object' || body === null)
      throw new JsonApiError(missingMember('', 'data'));
    const [part] = partsOf(body, onePart);
    return part ? { file: part, pointer: `/${onePart}` } : fromMember(body);
  }
}

function fromMember(body: object): UploadedFile {
  if (!('data' in body)) throw new JsonApiError(missingMember('', 'data'));
  if (body.data instanceof RefusedDataUri) throw new JsonApiError(body.data.fault('/data'));
  if (!(body.data instanceof SpooledFile))
    throw new JsonApiError(
      invalidValue('/data', '"data" must be a data URI: data:image/...;base64,....'),
    );
  return { file: body.data, pointer: '/data' };
}

import { Injectable, type PipeTransform } from '@nestjs/common';
import { missingMember } from '../../jsonapi/errors/document.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { onePart, partsOf } from '../../media/body/upload-parts.js';
import { SpooledFile } from '../../media/spool/spooled-file.js';

/** The archive that a body is, or that its part `file` holds. */
@Injectable()
export class ArchiveBodyPipe implements PipeTransform<unknown, SpooledFile> {
  /** @throws JsonApiError 422 */
  transform(body: unknown): SpooledFile {
    if (body instanceof SpooledFile) return body;
    const [file] = typeof body === 'object' && body !== null ? partsOf(body, onePart) : [];
    if (file === undefined) throw new JsonApiError(missingMember('', onePart));
    return file;
  }
}

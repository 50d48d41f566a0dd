import { Injectable, type PipeTransform } from '@nestjs/common';
import { invalidValue, missingMember } from '../../jsonapi/errors/document.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { pointerTo } from '../../jsonapi/errors/pointer.js';
import type { UploadedFile } from './upload-body.pipe.js';
import { manyParts, onePart, partsOf } from '../body/upload-parts.js';

/** Files that belong to no resource yet. */
export interface UploadedFiles {
  readonly files: readonly UploadedFile[];
  /** Whether their sender expects several URLs, however many there are. */
  readonly many: boolean;
}

/** The file in `file`, or the files in `files[]`. */
@Injectable()
export class UploadFormPipe implements PipeTransform<unknown, UploadedFiles> {
  /** @throws JsonApiError 422 */
  transform(body: unknown): UploadedFiles {
    const form = typeof body === 'object' && body !== null ? body : {};
    const [one] = partsOf(form, onePart);
    const many = partsOf(form, manyParts);
    if (one && many.length > 0)
      throw new JsonApiError(
        invalidValue(pointerTo([manyParts]), `Send either "${onePart}" or "${manyParts}".`),
      );
    if (one) return { files: [{ file: one, pointer: pointerTo([onePart]) }], many: false };
    if (many.length === 0) throw new JsonApiError(missingMember('', onePart));
    const files = many.map((file, index) => ({ file, pointer: pointerTo([manyParts, index]) }));
    return { files, many: true };
  }
}

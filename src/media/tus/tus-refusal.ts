import { ERRORS } from '@tus/server';
import { notFound } from '../../jsonapi/errors/data.errors.js';
import { type Fault, JsonApiError } from '../../jsonapi/errors/fault.js';
import type { ResumableUpload } from './resumable-upload.entity.js';
import { invalidTusHeader, uploadLengthExceeded, uploadOffsetMismatch } from './tus.errors.js';

interface Refused {
  readonly response: Response;
  readonly upload: ResumableUpload | null;
}

/** What @tus/server throws, in the words of the catalogue. */
const known: ReadonlyMap<unknown, (upload: ResumableUpload | null) => Fault> = new Map<
  unknown,
  (upload: ResumableUpload | null) => Fault
>([
  [ERRORS.FILE_NOT_FOUND, () => notFound('upload with this id')],
  [ERRORS.FILE_NO_LONGER_EXISTS, () => notFound('upload with this id')],
  [ERRORS.INVALID_OFFSET, () => uploadOffsetMismatch()],
  [ERRORS.ERR_SIZE_EXCEEDED, (upload) => uploadLengthExceeded(upload?.bytes ?? 0)],
]);

/**
 * @param failure what was thrown while @tus/server answered; undefined where a header was enough for it
 * @returns what is to be thrown: errors of the house as they are
 */
export function refusalOf(failure: unknown, { response, upload }: Refused): unknown {
  const fault = known.get(failure)?.(upload);
  if (fault !== undefined) return new JsonApiError(fault, { cause: failure });
  if (failure instanceof Error) return failure;
  const { status } = response;
  if (failure === undefined && status < 500)
    return new JsonApiError(invalidTusHeader('Tus-Resumable', 'The headers are not understood.'));
  return new Error(`@tus/server answered ${status}`, { cause: failure });
}

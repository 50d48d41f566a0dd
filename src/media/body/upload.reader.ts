import type { Request } from 'express';
import { unsupportedMediaType } from '../../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { UploadPlaces } from './accepts-upload.js';
import { requireReadable } from './announced-body.js';
import { readFileBody } from './file-body.reader.js';
import { maxBytesOf, tooLarge } from '../proof/file-kind.js';
import { type FormBody, readForm } from './form.reader.js';
import type { BodyReading } from './route-body.reader.js';
import type { SpooledFile } from '../spool/spooled-file.js';

/**
 * The body of an upload that is no JSON: a form with files, or a picture or an archive by itself.
 *
 * @throws JsonApiError 400, 408, 413, 415, 422, 429 or 507
 */
export async function readUpload(
  request: Request,
  upload: UploadPlaces,
  reading: BodyReading,
): Promise<FormBody | SpooledFile> {
  const contentType = request.headers['content-type'] ?? '';
  const label = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (label === 'multipart/form-data') return readParts(request, upload, reading);
  if (upload.alone !== null && label.startsWith(upload.alone))
    return readAlone(request, label, { upload, ...reading });
  throw new JsonApiError(unsupportedMediaType(`Send ${acceptedBy(upload)}.`));
}

function readParts(
  request: Request,
  { kind, parts }: UploadPlaces,
  { config, meter, spool }: BodyReading,
): Promise<FormBody> {
  const file = maxBytesOf(kind, config);
  const count = Object.values(parts).reduce((sum, one) => sum + one, 0);
  // Beside the files: heads of parts, and what is read past.
  const body = count * file + config.jsonMaxBytes;
  requireReadable(request.headers, body);
  const limits = { body, file, silenceMs: config.bodySilenceMilliseconds };
  return readForm(request, { kind, parts, limits, meter, spool });
}

function readAlone(
  request: Request,
  label: string,
  { config, meter, spool, upload }: BodyReading & { readonly upload: UploadPlaces },
): Promise<SpooledFile> {
  const limit = { kind: upload.kind, maxBytes: maxBytesOf(upload.kind, config), pointer: '' };
  requireReadable(request.headers, limit.maxBytes, (actual) => tooLarge(limit, actual));
  const silenceMs = config.bodySilenceMilliseconds;
  return readFileBody(request, label, { limit, silenceMs, meter, spool });
}

function acceptedBy({ alone }: UploadPlaces): string {
  return alone === 'image/'
    ? 'a picture as image/*, multipart/form-data, or JSON with a data URI'
    : [alone ?? [], 'multipart/form-data'].flat().join(' or ');
}

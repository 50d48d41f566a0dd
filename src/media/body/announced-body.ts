import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type Fault, JsonApiError } from '../../jsonapi/errors/fault.js';
import { hasBody } from '../../jsonapi/request/body-announcement.js';
import { parseMediaType } from '../../jsonapi/request/media-type.js';
import { bodyTooLarge, contentEncodingUnsupported } from './body.errors.js';

/** Their content has no meaning. https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1 */
const withoutBody = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** What a request's headers say of its body; bodies of other types are other routes' business. */
export function announcedBody({
  headers,
  method = 'GET',
}: Pick<IncomingMessage, 'headers' | 'method'>): 'json' | 'none' | 'other' {
  if (withoutBody.has(method) || !hasBody(headers)) return 'none';
  return isJson(headers['content-type']) ? 'json' : 'other';
}

/**
 * What can be refused of a body before a byte of it is read.
 *
 * @param maxBytes on the wire
 * @param tooLarge says so of as many bytes as were announced
 * @throws JsonApiError 415 or 413
 */
export function requireReadable(
  { 'content-encoding': encoding, 'content-length': length = '0' }: IncomingHttpHeaders,
  maxBytes: number,
  tooLarge = (actual: number): Fault => bodyTooLarge(maxBytes, actual),
): void {
  if (encoding !== undefined) throw new JsonApiError(contentEncodingUnsupported(encoding));
  if (Number(length) > maxBytes) throw new JsonApiError(tooLarge(Number(length)));
}

/** At most what the files in a body can have; null where the body does not say how long it is. */
export function announcedFileBytes({ headers }: Pick<IncomingMessage, 'headers'>): number | null {
  const length = headers['content-length'];
  if (length === undefined) return null;
  return isJson(headers['content-type']) ? Math.floor((Number(length) * 3) / 4) : Number(length);
}

function isJson(header: string | undefined): boolean {
  const type = header === undefined ? undefined : parseMediaType(header)?.type;
  return type === 'application/json' || type?.endsWith('+json') === true;
}

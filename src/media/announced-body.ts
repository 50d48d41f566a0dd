import type { IncomingMessage } from 'node:http';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { hasBody } from '../jsonapi/request/body-announcement.js';
import { parseMediaType } from '../jsonapi/request/media-type.js';
import { bodyTooLarge, contentEncodingUnsupported } from './body.errors.js';

/** Their content has no meaning. https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1 */
const withoutBody = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * What a request's headers say of its body; bodies of other types are other routes' business.
 *
 * @throws JsonApiError 415 or 413, before a byte is read
 */
export function announcedBody(
  { headers, method = 'GET' }: Pick<IncomingMessage, 'headers' | 'method'>,
  { body }: { readonly body: number },
): 'json' | 'none' | 'other' {
  const length = Number(headers['content-length'] ?? 0);
  if (withoutBody.has(method) || !hasBody(headers)) return 'none';
  if (!isJson(headers['content-type'])) return 'other';
  const encoding = headers['content-encoding'];
  if (encoding !== undefined) throw new JsonApiError(contentEncodingUnsupported(encoding));
  if (length > body) throw new JsonApiError(bodyTooLarge(body, length));
  return 'json';
}

/** At most what the pictures in a JSON body can have; null where the body does not say how long it is. */
export function announcedPictureBytes({
  headers,
}: Pick<IncomingMessage, 'headers'>): number | null {
  const length = headers['content-length'];
  return length === undefined ? null : Math.floor((Number(length) * 3) / 4);
}

function isJson(header: string | undefined): boolean {
  const type = header === undefined ? undefined : parseMediaType(header)?.type;
  return type === 'application/json' || type?.endsWith('+json') === true;
}

import type { IncomingHttpHeaders } from 'node:http';

/** A body is announced by its length or its framing. https://www.rfc-editor.org/rfc/rfc9112#section-6.3 */
export function hasBody(headers: IncomingHttpHeaders): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

import type { Request } from 'express';

/** What a POST to an upload may stand for. */
const hidden: ReadonlySet<string> = new Set(['DELETE', 'HEAD', 'PATCH']);

/**
 * The method as meant: a POST to an upload says it by a header, for clients and proxies that know no other.
 * https://tus.io/protocols/resumable-upload#x-http-method-override
 *
 * @returns null for a POST to an upload that says nothing
 */
export function tusMethod({ headers, method, params }: Request): string | null {
  if (method !== 'POST' || params['id'] === undefined) return method;
  const meant = String(headers['x-http-method-override'] ?? '').toUpperCase();
  return hidden.has(meant) ? meant : null;
}

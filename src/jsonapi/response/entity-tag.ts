import { createHash } from 'node:crypto';

/**
 * The tag of a document: a hash of its bytes, after the version of the row where it shows a single resource.
 * A client's `If-None-Match` is about the bytes; its `If-Match` about the row, whatever fields it asked for.
 */
export function entityTag(body: Buffer, version: string | undefined): string {
  const hash = createHash('sha1').update(body).digest('base64url');
  return version === undefined ? `"${hash}"` : `"${version}.${hash}"`;
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2: weak comparison */
export function matchesNone(header: string | undefined, tag: string): boolean {
  if (header === undefined) return true;
  return header.trim() !== '*' && !tagsIn(header).some((one) => one.replace(/^W\//, '') === tag);
}

/**
 * The versions of the row for which a client wants its write carried out.
 *
 * @returns null where it does not matter: no header, or `*`
 */
export function versionsIn(header: string | undefined): readonly string[] | null {
  if (header === undefined || header.trim() === '*') return null;
  // Weak tags never match here: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1
  return tagsIn(header).flatMap((tag) => /^"(\d+)\.[\w-]+"$/.exec(tag)?.[1] ?? []);
}

function tagsIn(header: string): readonly string[] {
  return header.split(',').map((tag) => tag.trim());
}

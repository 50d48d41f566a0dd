import type { Request } from 'express';
import type { ByteRange, TemporaryUrl } from '../storage/file-storage.js';
import type { FoundMedia } from './media-files.js';

/** How a stored file answers a request. */
export interface MediaResponse {
  readonly status: 200 | 206 | 304 | 416;
  readonly headers: Readonly<Record<string, string | number>>;
  /** Absent where no bytes are sent; the whole file where `range` is absent, too. */
  readonly body?: { readonly range?: ByteRange };
}

/** A file never changes under its name, so whoever has it may keep it for a year. */
const kept = 'public, max-age=31536000, immutable';

/** Until the nicer format is surely there. */
const shortSeconds = 60;
const keptShortly = `public, max-age=${shortSeconds}`;

/** A redirect is kept for less long than its URL holds, and no longer than the file itself would be. */
export function redirectHeaders(
  { surelySeconds, url }: TemporaryUrl,
  { passing }: FoundMedia,
): Readonly<Record<string, string>> {
  const seconds = passing ? Math.min(shortSeconds, surelySeconds) : surelySeconds;
  return { Location: url, 'Cache-Control': `public, max-age=${seconds}` };
}

/**
 * https://www.rfc-editor.org/rfc/rfc9110#section-14 (ranges) and #section-13 (conditions)
 */
export function respondWith(
  { file, headers: described, passing }: FoundMedia,
  request: Request,
): MediaResponse {
  const etag = `"${file.name.replaceAll('/', '-')}"`;
  const caching = {
    ETag: etag,
    'Cache-Control': passing ? keptShortly : kept,
    'Accept-Ranges': 'bytes',
  };
  if (matchesEtag(request.headers['if-none-match'], etag)) return { status: 304, headers: caching };
  const headers = {
    ...caching,
    ...described,
    'Last-Modified': file.modifiedAt.toUTCString(),
  };
  const range = wantsRange(request, etag) ? rangeOf(request, file.bytes) : null;
  if (range === 'unsatisfiable')
    return { status: 416, headers: { ...caching, 'Content-Range': `bytes */${file.bytes}` } };
  if (range === null)
    return { status: 200, headers: { ...headers, 'Content-Length': file.bytes }, body: {} };
  return {
    status: 206,
    headers: {
      ...headers,
      'Content-Length': range.end - range.start + 1,
      'Content-Range': `bytes ${range.start}-${range.end}/${file.bytes}`,
    },
    body: { range },
  };
}

function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);
}

/**
 * Several ranges are answered with the whole: nobody who shows pictures asks for them. Express calls a suffix
 * unsatisfiable that is longer than the file, which is all of the file. RFC 9110, 14.1.2
 *
 * @returns null for the whole
 */
function rangeOf(request: Request, bytes: number): ByteRange | 'unsatisfiable' | null {
  const [, suffix = '0'] = /^bytes=-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  if (bytes > 0 && Number(suffix) > bytes) return { start: 0, end: bytes - 1 };
  const ranges = request.range(bytes);
  if (ranges === -1) return 'unsatisfiable';
  const [range] =
    Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges : [];
  return range === undefined ? null : { start: range.start, end: range.end };
}

/** A range of another version than the client has would make a broken file. */
function wantsRange({ headers, method }: Request, etag: string): boolean {
  const condition = headers['if-range'];
  return (
    method === 'GET' &&
    headers.range !== undefined &&
    (condition === undefined || condition === etag)
  );
}

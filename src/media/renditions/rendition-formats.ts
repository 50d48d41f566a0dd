import { type MediaRange, parseMediaRanges } from '../../jsonapi/request/media-type.js';
import type { ImageFormat } from '../image-file.js';
import { contentTypes } from '../image-formats.js';

/**
 * What renditions of a picture may be answered as, by the picture's own format; the nicest first. It follows
 * from the extension alone, so nothing is looked up, and it holds for every picture that the format can hold:
 * an AVIF of ours cannot move, so what may be animated has none; a JPEG has no alpha, so only a JPEG has one.
 */
const offers: Readonly<Record<ImageFormat, readonly ImageFormat[]>> = {
  jpeg: ['avif', 'webp', 'jpeg'],
  png: ['avif', 'webp', 'png'],
  gif: ['webp', 'gif'],
  webp: ['webp'],
  // PNG is for those who can show neither.
  avif: ['avif', 'webp', 'png'],
};

/** A wildcard is also sent by readers who have never heard of these. */
const askedFor: ReadonlySet<ImageFormat> = new Set(['avif', 'webp']);

export function canBecome(own: ImageFormat, format: ImageFormat): boolean {
  return offers[own].includes(format);
}

/** Whether the answer depends on who asks. */
export function isNegotiated(own: ImageFormat): boolean {
  return offers[own].length > 1;
}

/**
 * Chooses by what a client accepts: the highest quality, then what it names over what a wildcard covers, then
 * the nicest. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 *
 * @returns the own format where nothing is acceptable, or the header is absent or out of order
 */
export function negotiatedFormat(own: ImageFormat, accept: string | undefined): ImageFormat {
  if (accept === undefined || !isNegotiated(own)) return own;
  const ranges = parseMediaRanges(accept) ?? [];
  const all = offers[own].map((format) => weighed(format, ranges));
  const acceptable = all.filter(
    ({ format, named, quality }) =>
      quality > 0 && (named || format === own || !askedFor.has(format)),
  );
  const [best] = acceptable.toSorted(
    (one, other) => other.quality - one.quality || Number(other.named) - Number(one.named),
  );
  return best?.format ?? own;
}

interface Weighed {
  readonly format: ImageFormat;
  readonly quality: number;
  readonly named: boolean;
}

/** The most specific range counts; one with parameters is about something else. */
function weighed(format: ImageFormat, ranges: readonly MediaRange[]): Weighed {
  const plain = ranges.filter(({ parameters }) => parameters.size === 0);
  for (const type of [contentTypes[format], 'image/*', '*/*']) {
    const range = plain.find((one) => one.type === type);
    if (range !== undefined)
      return { format, quality: range.quality, named: type === contentTypes[format] };
  }
  return { format, quality: 0, named: false };
}

import type { ImageFormat } from '../image-file.js';
import { sniffPicture, sniffedBytes } from '../image-formats.js';

/** The kinds of structure that hold what is taken beside pictures. */
export type Container = 'pdf' | 'zip' | 'ole' | 'mp4';

/** What the first bytes of a file promise. */
export type SniffedFile =
  | { readonly kind: 'picture'; readonly format: ImageFormat }
  | { readonly kind: 'container'; readonly container: Container }
  | { readonly kind: 'other'; readonly name: string | null };

const magics: readonly (readonly [Container, string])[] = [
  ['pdf', '%PDF-'],
  ['zip', 'PK\x03\x04'],
  ['ole', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
];

/** Major brands of films; QuickTime, sound alone and 3GPP are others. https://mp4ra.org/registered-types/brands */
const films = /^(isom|iso[2-9]|mp4[12]|mp71|avc1|dash|M4V |MSNV|XAVC|mmp4|f4v )$/;

/**
 * Tells by its first bytes how a file is built; what it is then is told by its structure.
 *
 * @param head the first `sniffedBytes` of the file, or all of a smaller one
 */
export function sniffFile(head: Buffer): SniffedFile {
  const text = head.toString('latin1', 0, sniffedBytes);
  const container = magics.find(([, magic]) => text.startsWith(magic))?.[0];
  if (container !== undefined) return { kind: 'container', container };
  if (text.startsWith('ftyp', 4) && films.test(text.slice(8, 12)))
    return { kind: 'container', container: 'mp4' };
  const picture = sniffPicture(head);
  if (picture.format === null) return { kind: 'other', name: picture.name };
  return { kind: 'picture', format: picture.format };
}

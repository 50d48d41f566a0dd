import type { ImageFormat } from './image-file.js';

/** Content types by the format's proven content, never by what a client says. */
export const contentTypes: Readonly<Record<ImageFormat, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
};

/** How each format's files end; the same extension stands in URLs and in storage. */
export const extensions: Readonly<Record<ImageFormat, string>> = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  gif: 'gif',
  avif: 'avif',
};

const formatsByExtension: ReadonlyMap<string, ImageFormat> = new Map(
  (Object.keys(extensions) as ImageFormat[]).map((format) => [extensions[format], format]),
);

/** `jpg` → `jpeg`; null for an extension that no stored picture has. */
export function formatOfExtension(extension: string): ImageFormat | null {
  return formatsByExtension.get(extension) ?? null;
}

export const imageFormats = Object.keys(contentTypes) as readonly ImageFormat[];

/** How many bytes of a file's beginning `sniffPicture` wants to see. */
export const sniffedBytes = 512;

/** What a file's first bytes say it is: a format that is taken, the name of one that is not, or nothing known. */
export type Sniffed =
  { readonly format: ImageFormat } | { readonly format: null; readonly name: string | null };

/** Bytes at an offset, one character a byte. */
type Magic = readonly [offset: number, bytes: string];

const accepted: readonly (readonly [ImageFormat, ...Magic[]])[] = [
  ['jpeg', [0, '\xff\xd8\xff']],
  ['png', [0, '\x89PNG\r\n\x1a\n']],
  ['gif', [0, 'GIF87a']],
  ['gif', [0, 'GIF89a']],
  ['webp', [0, 'RIFF'], [8, 'WEBP']],
];

/** Names for the reader of a 415, none of which is ever decoded. */
const refused: readonly (readonly [string, ...Magic[]])[] = [
  ['TIFF', [0, 'II*\0']],
  ['TIFF', [0, 'MM\0*']],
  ['BigTIFF', [0, 'II+\0']],
  ['BigTIFF', [0, 'MM\0+']],
  ['JPEG XL', [0, '\xff\x0a']],
  ['JPEG XL', [0, '\0\0\0\x0cJXL \r\n\x87\n']],
  ['JPEG 2000', [0, '\0\0\0\x0cjP  \r\n\x87\n']],
  ['JPEG 2000', [0, '\xff\x4f\xff\x51']],
  ['Windows icon', [0, '\0\0\x01\0']],
  ['Photoshop document', [0, '8BPS']],
  ['PDF', [0, '%PDF-']],
  ['PostScript', [0, '%!PS']],
  ['BMP', [0, 'BM']],
  ['ZIP archive', [0, 'PK\x03\x04']],
  ['gzip archive', [0, '\x1f\x8b']],
  ['RIFF file', [0, 'RIFF']],
  ['Matroska or WebM video', [0, '\x1aE\xdf\xa3']],
];

/** ISO base media: the four letters after `ftyp` say what the boxes hold. https://mp4ra.org/registered-types/brands */
const brands: readonly (readonly [RegExp, string])[] = [
  [/^(hei[cmxs]|he[vu][cmx]|mif[12]|msf1)$/, 'HEIC or HEIF'],
  [/^qt {2}$/, 'QuickTime video'],
  [/^(isom|iso\d|mp4\d|M4[AV] |avc1|dash|3g[p2].)$/, 'MP4'],
  [/^crx /, 'Canon raw photo'],
];

/**
 * Tells what a file is by its first bytes; no length that the file claims is ever followed.
 *
 * @param head the first `sniffedBytes` of the file, or all of a smaller one
 */
export function sniffPicture(head: Uint8Array): Sniffed {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
    .subarray(0, sniffedBytes)
    .toString('latin1');
  const format = accepted.find(([, ...magics]) => matches(text, magics))?.[0];
  if (format !== undefined) return { format };
  if (text.startsWith('ftyp', 4)) return sniffBrand(text.slice(8, 12));
  const name = refused.find(([, ...magics]) => matches(text, magics))?.[0];
  return { format: null, name: name ?? sniffMarkup(text) };
}

function matches(text: string, magics: readonly Magic[]): boolean {
  return magics.every(([offset, bytes]) => text.startsWith(bytes, offset));
}

/** Only a major brand counts: a HEIC may list `avif` as compatible. */
function sniffBrand(brand: string): Sniffed {
  if (brand === 'avif' || brand === 'avis') return { format: 'avif' };
  return { format: null, name: brands.find(([pattern]) => pattern.test(brand))?.[1] ?? null };
}

function sniffMarkup(text: string): string | null {
  const words = text
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (!words.startsWith('<')) return null;
  if (words.includes('<svg')) return 'SVG';
  return words.startsWith('<?xml') ? 'XML' : words.includes('<html') ? 'HTML page' : null;
}

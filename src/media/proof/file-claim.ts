import { type FileFormat, fileTypes } from '../file-formats.js';
import { type MediaFormat, contentTypeOf, isImageFormat, mediaFormatOf } from '../media-formats.js';
import type { SpooledFile } from '../spool/spooled-file.js';

/** Say nothing; the last one stands where a data URI or a part of a form has no type. */
const silent: ReadonlySet<string> = new Set([
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'text/plain',
]);

const archive = ['application/zip', 'application/x-zip-compressed'];
const powerPoint = [
  fileTypes.ppt,
  fileTypes.pptx,
  'application/mspowerpoint',
  'application/powerpoint',
];

/** What clients call files of a format; a `.ppt` that is a PPTX opens all the same. */
const labels: Readonly<Record<FileFormat, readonly string[]>> = {
  pdf: [fileTypes.pdf, 'application/x-pdf'],
  ppt: [...powerPoint, 'application/x-ole-storage'],
  pptx: [...powerPoint, ...archive],
  odp: [fileTypes.odp, ...archive],
  key: [fileTypes.key, 'application/x-iwork-keynote-sffkey', ...archive],
  mp4: [fileTypes.mp4, 'application/mp4', 'video/x-m4v'],
};

/** Endings that other formats have: each says what `labels` say of that format. */
const endings: ReadonlyMap<string, MediaFormat> = new Map([
  ['jpeg', 'jpeg'],
  ['m4v', 'mp4'],
]);

/**
 * Whether a client calls a file something that it is not. Of pictures the bytes count and no label, as everywhere;
 * but a film that is called a picture is refused like a picture that is called a film.
 *
 * @returns the claim that is wrong, or null
 */
export function wrongClaim({ label, name }: SpooledFile, format: MediaFormat): string | null {
  if (!agrees(label, format)) return label;
  const ending = /\.([a-z\d]{1,5})$/i.exec(name ?? '')?.[1]?.toLowerCase() ?? '';
  const claimed = endings.get(ending) ?? mediaFormatOf(ending);
  return claimed === null || agrees(contentTypeOf(claimed), format) ? null : `.${ending}`;
}

function agrees(label: string, format: MediaFormat): boolean {
  if (silent.has(label)) return true;
  return isImageFormat(format) ? label.startsWith('image/') : labels[format].includes(label);
}

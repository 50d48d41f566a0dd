import type { Fault } from '../jsonapi/errors/fault.js';
import { pointerTo } from '../jsonapi/errors/pointer.js';

/**
 * The part of the catalogue for files that are no pictures. `pointer` leads to the attribute or part whose
 * file is meant, and is the empty pointer where the whole body is one file.
 */

const acceptedNames =
  'PDF, PPT, PPTX, ODP, Keynote, MP4, and pictures (JPEG, PNG, WebP, GIF, AVIF)';

/** Known as soon as the limit is passed; then `actual` is what had come by then, or what was announced. */
export const fileTooLarge = (pointer: string, limit: number, actual: number): Fault => ({
  status: 413,
  code: 'file-too-large',
  title: 'The file is too large',
  detail: `A file may have at most ${limit} bytes.`,
  source: { pointer },
  meta: { limit, actual },
});

export const tooManyFiles = (pointer: string, limit: number): Fault => ({
  status: 413,
  code: 'too-many-files',
  title: 'There are too many files in the body',
  detail: `The body may hold at most ${limit} file${limit === 1 ? '' : 's'} here.`,
  source: { pointer },
  meta: { limit },
});

/** @param known names of the parts that are taken */
export const unknownPart = (name: string, known: readonly string[]): Fault => ({
  status: 422,
  code: 'unknown-part',
  title: 'The part of the form is not known',
  detail: `The form has a part ${name === '' ? 'without a name' : `"${name}"`}; taken are ${known.map((one) => `"${one}"`).join(' and ')}.`,
  source: { pointer: name === '' ? '' : pointerTo([name]) },
});

/** @param found what it is instead, such as `Word document`; null where that is not known */
export const unsupportedFile = (pointer: string, found: string | null): Fault => ({
  status: 415,
  code: 'unsupported-file',
  title: 'The content is no file that is accepted',
  detail: `${found === null ? 'The content is nothing that is known here' : `The content looks like: ${found}`}; accepted are ${acceptedNames}.`,
  source: { pointer },
  meta: { found },
});

/** Also for another user's upload: that it exists is nobody else's business. */
export const foreignFileUrl = (pointer: string): Fault => ({
  status: 422,
  code: 'foreign-file-url',
  title: 'The URL is none of your uploads',
  detail:
    'Send a data URI, the URL that an upload of yours was answered with, a URL that stands here already, or the ' +
    'URL of another server.',
  source: { pointer },
});

/** @param reason what was found, in words for the sender, such as 'it ends too early' */
export const fileDamaged = (pointer: string, reason: string): Fault => ({
  status: 422,
  code: 'file-damaged',
  title: 'The file is damaged',
  detail: `The file is damaged: ${reason}.`,
  source: { pointer },
});

/** @param claimed a media type or the end of a file name, as the client says it */
export const fileTypeMismatch = (
  pointer: string,
  { actual, claimed }: { readonly claimed: string; readonly actual: string },
): Fault => ({
  status: 422,
  code: 'file-type-mismatch',
  title: 'The content is not what it is called',
  detail: `The content is ${actual}, but it is called "${claimed}".`,
  source: { pointer },
  meta: { claimed, actual },
});

import type { Fault } from '../../jsonapi/errors/fault.js';

/** The part of the catalogue for uploads by the tus protocol. */

/** https://tus.io/protocols/resumable-upload#tus-resumable */
export const unsupportedTusVersion = (): Fault => ({
  status: 412,
  code: 'unsupported-tus-version',
  title: 'The version of the tus protocol is not supported',
  detail: 'Send the header Tus-Resumable: 1.0.0.',
  source: { header: 'Tus-Resumable' },
  headers: { 'Tus-Version': '1.0.0' },
});

/** @param header by which the client makes use of the extension */
export const unsupportedTusExtension = (header: string, detail: string): Fault => ({
  status: 400,
  code: 'unsupported-tus-extension',
  title: 'The extension of the tus protocol is not supported',
  detail,
  source: { header },
});

export const invalidTusHeader = (header: string, detail: string): Fault => ({
  status: 400,
  code: 'invalid-tus-header',
  title: 'A header of the tus protocol is missing or not valid',
  detail,
  source: { header },
});

/** Also where another request has sent the same bytes meanwhile, and came first. */
export const uploadOffsetMismatch = (): Fault => ({
  status: 409,
  code: 'upload-offset-mismatch',
  title: 'The upload does not go on there',
  detail:
    'Upload-Offset is not where the upload ends now: ask for that with HEAD, and go on there.',
  source: { header: 'Upload-Offset' },
});

/** @param limit the announced length */
export const uploadLengthExceeded = (limit: number): Fault => ({
  status: 413,
  code: 'upload-length-exceeded',
  title: 'More was sent than was announced',
  detail: `The upload was announced with ${limit} bytes, and this would be more.`,
  meta: { limit },
});

export const uploadBusy = (retryAfterSeconds: number): Fault => ({
  status: 423,
  code: 'upload-busy',
  title: 'Another request is at work on the upload',
  detail: 'Wait until the other request has ended, and ask with HEAD where to go on.',
  headers: { 'Retry-After': String(retryAfterSeconds) },
});

/** Its client cannot go on with it. */
export const tooManyUploadParts = (limit: number): Fault => ({
  status: 422,
  code: 'too-many-upload-parts',
  title: 'The upload comes in too many parts',
  detail: `An upload may come in at most ${limit} parts: begin it anew, and send more at a time.`,
  meta: { limit },
});

export const tooManyUnfinishedUploads = (limit: number): Fault => ({
  status: 429,
  code: 'too-many-unfinished-uploads',
  title: 'Too many uploads are unfinished',
  detail: `At most ${limit} uploads of yours may be unfinished at a time: finish one, or end one with DELETE.`,
  meta: { limit },
});

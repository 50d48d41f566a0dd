import type { Fault } from '../../jsonapi/errors/fault.js';

/** The reader's part of the catalogue: what is wrong with a body before it is a document. */

/** @param at bytes of the body before the place that is meant */
export const malformedJson = (problem: string, at: number): Fault => ({
  status: 400,
  code: 'malformed-body',
  title: 'The body cannot be read',
  detail: `The body is not JSON: ${problem} at byte ${at}.`,
  meta: { byte: at },
});

/** @param problem in a few words, such as 'its type names no boundary' */
export const malformedForm = (problem: string): Fault => ({
  status: 400,
  code: 'malformed-body',
  title: 'The body cannot be read',
  detail: `The body is not multipart/form-data: ${problem}.`,
});

export const invalidUtf8 = (): Fault => ({
  status: 400,
  code: 'malformed-body',
  title: 'The body cannot be read',
  detail: 'The body is not UTF-8.',
});

/** Read by nobody but the log: the sender is gone. */
export const truncatedBody = (): Fault => ({
  status: 400,
  code: 'malformed-body',
  title: 'The body cannot be read',
  detail: 'The connection ended before the body did.',
});

/** @param actual what was announced, or null where the body did not say */
export const bodyTooLarge = (limit: number, actual: number | null): Fault => ({
  status: 413,
  code: 'body-too-large',
  title: 'The body is too large',
  detail: `The body may have at most ${limit} bytes here.`,
  meta: { limit, ...(actual !== null && { actual }) },
});

/** What stands beside the pictures. */
export const jsonTooLarge = (limit: number): Fault => ({
  status: 413,
  code: 'json-too-large',
  title: 'The JSON is too large',
  detail: `The body may have at most ${limit} bytes of JSON beside its pictures.`,
  meta: { limit },
});

export const tooManyPictures = (pointer: string, limit: number): Fault => ({
  status: 413,
  code: 'too-many-pictures',
  title: 'There are too many pictures in the body',
  detail: `The body may hold at most ${limit} picture${limit === 1 ? '' : 's'} here.`,
  source: { pointer },
  meta: { limit },
});

export const bodyTimeout = (seconds: number): Fault => ({
  status: 408,
  code: 'body-timeout',
  title: 'The body did not arrive in time',
  detail: `Nothing arrived for ${seconds} seconds.`,
});

/** Only where there is no place for whoever comes next. */
export const senderTooSlow = (): Fault => ({
  status: 408,
  code: 'sender-too-slow',
  title: 'The body came too slowly for a full house',
  detail:
    'As many pictures and files are being sent as the server takes at once, others wait, and this one came slowest.',
  atCapacity: true,
});

export const contentEncodingUnsupported = (encoding: string): Fault => ({
  status: 415,
  code: 'unsupported-content-encoding',
  title: 'The body must not be compressed',
  detail: `Send the body as it is, without the Content-Encoding "${encoding}".`,
  source: { header: 'Content-Encoding' },
  // https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16-3
  headers: { 'Accept-Encoding': 'identity' },
});

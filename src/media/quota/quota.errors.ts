import type { Fault } from '../../jsonapi/errors/fault.js';

/** The quota's part of the catalogue. */

export const tooManyUploads = (limit: number, retryAfterSeconds: number): Fault => ({
  status: 429,
  code: 'too-many-uploads',
  title: 'Too many uploads in a short time',
  detail: `Only ${limit} pictures and files may be sent in a minute; send this one in ${retryAfterSeconds} seconds.`,
  meta: { limit },
  headers: { 'Retry-After': String(retryAfterSeconds) },
});

export const uploadBytesUsedUp = (limit: number, retryAfterSeconds: number): Fault => ({
  status: 429,
  code: 'upload-bytes-used-up',
  title: 'Too many bytes were uploaded in a day',
  detail: `Only ${limit} bytes of pictures and files may be sent in a day; there is room for these in ${retryAfterSeconds} seconds.`,
  meta: { limit },
  headers: { 'Retry-After': String(retryAfterSeconds) },
});

/** No wait would help. */
export const uploadOverQuota = (limit: number, actual: number): Fault => ({
  status: 413,
  code: 'upload-over-quota',
  title: 'More than may be uploaded in a day',
  detail: `Only ${limit} bytes of pictures and files may be sent in a day, and these are ${actual}.`,
  meta: { limit, actual },
});

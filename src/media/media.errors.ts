import type { Fault } from '../jsonapi/errors/fault.js';

/**
 * The media room's part of the catalogue. `pointer` leads to the attribute whose picture is meant, and is
 * the empty pointer where the whole body is one picture.
 */

const acceptedNames = 'JPEG, PNG, WebP, GIF and AVIF';

// --- how the bytes came ---

/** @param reason what is wrong with the part before the data, such as 'it must say ";base64"' */
export const invalidDataUri = (pointer: string, reason: string): Fault => ({
  status: 422,
  code: 'invalid-data-uri',
  title: 'The data URI is not valid',
  detail: `This is no data URI that can be read: ${reason}. Expected is data:<type>;base64,<data>.`,
  source: { pointer },
});

/** @param reason such as 'the padding is wrong' */
export const invalidBase64 = (pointer: string, reason: string): Fault => ({
  status: 422,
  code: 'invalid-base64',
  title: 'The base64 of the data URI is not valid',
  detail: `The data is not valid base64 as in RFC 4648, section 4: ${reason}.`,
  source: { pointer },
});

/** Known as soon as the limit is passed; then `actual` is what had come by then, or what was announced. */
export const pictureTooLarge = (pointer: string, limit: number, actual: number): Fault => ({
  status: 413,
  code: 'picture-too-large',
  title: 'The picture is too large',
  detail: `A picture may have at most ${limit} bytes.`,
  source: { pointer },
  meta: { limit, actual },
});

export const pictureNotExpected = (pointer: string): Fault => ({
  status: 422,
  code: 'picture-not-expected',
  title: 'This member takes no picture',
  detail: 'A data URI with a picture was sent in a member that takes none.',
  source: { pointer },
});

/** Also for another user's upload: that it exists is nobody else's business. */
export const foreignImageUrl = (pointer: string): Fault => ({
  status: 422,
  code: 'foreign-image-url',
  title: 'The URL is none of your uploads',
  detail:
    'Send a data URI, the URL that an upload of yours was answered with, the present URL, or null. ' +
    'The server never fetches other URLs.',
  source: { pointer },
});

/** @param image member name of the attribute that has no picture, such as `logo-url` */
export const altWithoutPicture = (pointer: string, image: string): Fault => ({
  status: 422,
  code: 'alt-without-picture',
  title: 'There is no picture to describe',
  detail: `An alt text goes with a picture, and there is none; send one in "${image}" with it.`,
  source: { pointer },
});

// --- what the bytes are ---

/** @param found what it is instead, such as `TIFF`; null where that is not known */
export const notAPicture = (pointer: string, found: string | null): Fault => ({
  status: 415,
  code: 'not-a-picture',
  title: 'The content is no picture that is accepted',
  detail: `${found === null ? 'The content is no picture that is known here' : `The content looks like: ${found}`}; accepted are ${acceptedNames}.`,
  source: { pointer },
  meta: { found, accepted: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] },
});

/** @param reason what was found, in words for the sender, such as 'it ends too early' */
export const pictureDamaged = (
  pointer: string,
  reason = 'not all of it can be decoded',
): Fault => ({
  status: 422,
  code: 'picture-damaged',
  title: 'The picture is damaged',
  detail: `The picture is damaged: ${reason}.`,
  source: { pointer },
});

/** Of an accepted format, but of a kind that nobody shows; `reason` says which. */
export const unsupportedPicture = (pointer: string, reason: string): Fault => ({
  status: 422,
  code: 'unsupported-picture',
  title: 'This kind of picture is not supported',
  detail: `The picture cannot be taken: ${reason}.`,
  source: { pointer },
});

/** Coded passes over the pixels, or parts of the file. */
export const pictureTooComplex = (pointer: string, limit: number, actual: number): Fault => ({
  status: 422,
  code: 'picture-too-complex',
  title: 'The picture is built too intricately',
  detail: `The picture has ${actual} passes or parts, of which ${limit} are accepted; save it in a simpler form.`,
  source: { pointer },
  meta: { limit, actual },
});

/** The worker was ended by its deadline. */
export const pictureTooCostly = (pointer: string, limitMilliseconds: number): Fault => ({
  status: 422,
  code: 'picture-too-costly',
  title: 'The picture takes too long to decode',
  detail: `Decoding the picture took longer than ${limitMilliseconds} ms; save it in a simpler form.`,
  source: { pointer },
  meta: { limit: limitMilliseconds },
});

/** One frame. */
export const tooManyPixels = (pointer: string, limit: number, actual: number): Fault => ({
  status: 422,
  code: 'too-many-pixels',
  title: 'The picture has too many pixels',
  detail: `A picture may have at most ${limit} pixels; this one has ${actual}.`,
  source: { pointer },
  meta: { limit, actual },
});

export const sideTooLong = (pointer: string, limit: number, actual: number): Fault => ({
  status: 422,
  code: 'side-too-long',
  title: 'A side of the picture is too long',
  detail: `Each side may have at most ${limit} pixels; the longer one has ${actual}.`,
  source: { pointer },
  meta: { limit, actual },
});

export const tooManyFrames = (pointer: string, limit: number, actual: number): Fault => ({
  status: 422,
  code: 'too-many-frames',
  title: 'The animation has too many frames',
  detail: `An animation may have at most ${limit} frames; this one has ${actual}.`,
  source: { pointer },
  meta: { limit, actual },
});

/** All frames together. */
export const animationTooLarge = (pointer: string, limit: number, actual: number): Fault => ({
  status: 422,
  code: 'animation-too-large',
  title: 'The animation has too many pixels',
  detail: `All frames together may have at most ${limit} pixels; these have ${actual}.`,
  source: { pointer },
  meta: { limit, actual },
});

// --- what the server can do now ---

export const imageWorkersBusy = (retryAfterSeconds: number): Fault => ({
  status: 503,
  code: 'image-workers-busy',
  title: 'Too many pictures at once',
  detail: 'More pictures are waiting than can be worked on soon; send the request again later.',
  atCapacity: true,
  headers: { 'Retry-After': String(retryAfterSeconds) },
});

export const tooManyUploadsAtOnce = (retryAfterSeconds: number): Fault => ({
  status: 503,
  code: 'too-many-uploads-at-once',
  title: 'Too many uploads at the same time',
  detail:
    'As many pictures and files are being sent as the server takes at once; send this one later.',
  atCapacity: true,
  headers: { 'Retry-After': String(retryAfterSeconds) },
});

export const storageFull = (): Fault => ({
  status: 507,
  code: 'storage-full',
  title: 'No space is left for files',
  detail: 'The server has no space left to keep the file; nothing was changed.',
});

export const storageUnavailable = (retryAfterSeconds: number): Fault => ({
  status: 503,
  code: 'storage-unavailable',
  title: 'Files cannot be stored or read right now',
  detail:
    'The storage of files does not answer; nothing was changed. Send the request again later.',
  headers: { 'Retry-After': String(retryAfterSeconds) },
});

import type { Meta } from '../document.js';
import type { Fault } from './fault.js';

/** The catalogue: one function per kind of fault that the protocol knows. docs/errors.md lists the codes. */

// --- the request line and its headers ---

export const unknownRoute = (path: string): Fault => ({
  status: 404,
  code: 'unknown-route',
  title: 'There is no such route',
  detail: `Nothing is served at ${path}.`,
});

export const methodNotAllowed = (method: string, allowed: readonly string[]): Fault => ({
  status: 405,
  code: 'method-not-allowed',
  title: 'The method is not allowed here',
  detail: `${method} is not allowed here; ${allowed.join(', ')} would be.`,
  headers: { Allow: allowed.join(', ') },
});

export const unsupportedMediaType = (detail: string): Fault => ({
  status: 415,
  code: 'unsupported-media-type',
  title: 'The media type of the body is not supported',
  detail,
  source: { header: 'Content-Type' },
});

export const notAcceptable = (detail: string): Fault => ({
  status: 406,
  code: 'not-acceptable',
  title: 'No acceptable media type can be answered',
  detail,
  source: { header: 'Accept' },
});

export const unauthenticated = (
  detail = 'Send a token: Authorization: Bearer <token>.',
): Fault => ({
  status: 401,
  code: 'unauthenticated',
  title: 'Authentication is required',
  detail,
  source: { header: 'Authorization' },
  headers: { 'WWW-Authenticate': 'Bearer realm="marquee"' },
});

export const invalidToken = (detail: string): Fault => ({
  status: 401,
  code: 'invalid-token',
  title: 'The token is not valid',
  detail,
  source: { header: 'Authorization' },
  headers: { 'WWW-Authenticate': 'Bearer realm="marquee", error="invalid_token"' },
});

export const wrongCredentials = (): Fault => ({
  status: 401,
  code: 'wrong-credentials',
  title: 'The credentials are wrong',
  detail: 'The e-mail address or the password is wrong.',
  headers: { 'WWW-Authenticate': 'Bearer realm="marquee"' },
});

export const forbidden = (detail: string, source?: Fault['source']): Fault => ({
  status: 403,
  code: 'forbidden',
  title: 'You may not do that',
  detail,
  ...(source && { source }),
});

// --- the query string ---

export const unknownParameter = (parameter: string): Fault => ({
  status: 400,
  code: 'unknown-parameter',
  title: 'The query parameter is not known',
  detail: `The query parameter "${parameter}" is not known here.`,
  source: { parameter },
});

export const invalidParameter = (parameter: string, detail: string, meta?: Meta): Fault => ({
  status: 400,
  code: 'invalid-parameter',
  title: 'The query parameter is not valid',
  detail,
  source: { parameter },
  ...(meta && { meta }),
});

/** https://jsonapi.org/profiles/ethanresnick/cursor-pagination/#auto-id--max-page-size-exceeded-errors */
export const pageTooLarge = (limit: number, actual: number): Fault => ({
  status: 400,
  code: 'page-too-large',
  title: 'The page is too large',
  detail: `page[size] must be at most ${limit}.`,
  source: { parameter: 'page[size]' },
  meta: { limit, actual, page: { maxSize: limit } },
});

// --- the document ---

export const malformedBody = (detail: string): Fault => ({
  status: 400,
  code: 'malformed-body',
  title: 'The body cannot be read',
  detail,
});

/** Pointers go to `path` itself, which is in the document. */
export const invalidDocument = (pointer: string, detail: string): Fault => ({
  status: 422,
  code: 'invalid-document',
  title: 'The document is not a valid JSON:API request document',
  detail,
  source: { pointer },
});

export const unknownMember = (pointer: string, member: string): Fault => ({
  status: 422,
  code: 'unknown-member',
  title: 'The member is not known',
  detail: `"${member}" is no member of this resource.`,
  source: { pointer },
  meta: { member },
});

/** `pointer` leads to the object that lacks the member; `meta.member` names it. */
export const missingMember = (pointer: string, member: string): Fault => ({
  status: 422,
  code: 'missing-member',
  title: 'A required member is missing',
  detail: `"${member}" is required.`,
  source: { pointer },
  meta: { member },
});

export const invalidValue = (pointer: string, detail: string, meta?: Meta): Fault => ({
  status: 422,
  code: 'invalid-value',
  title: 'The value is not valid',
  detail,
  source: { pointer },
  ...(meta && { meta }),
});

export const typeMismatch = (pointer: string, expected: string, actual: unknown): Fault => ({
  status: 409,
  code: 'type-mismatch',
  title: 'The type does not belong here',
  detail: `The type must be "${expected}"${typeof actual === 'string' ? `, not "${actual.slice(0, 60)}"` : ''}.`,
  source: { pointer },
  meta: { expected },
});

export const idMismatch = (pointer: string, expected: string): Fault => ({
  status: 409,
  code: 'id-mismatch',
  title: 'The id does not match the URL',
  detail: `The id must be "${expected}", as in the URL.`,
  source: { pointer },
  meta: { expected },
});

export const clientIdForbidden = (pointer: string): Fault => ({
  status: 403,
  code: 'client-id-forbidden',
  title: 'Ids are given by the server',
  detail:
    'Leave out the id of a resource that is to be created; "lid" may name it inside the request.',
  source: { pointer },
});

export const relationshipReadonly = (name: string, source?: Fault['source']): Fault => ({
  status: 403,
  code: 'relationship-readonly',
  title: 'The relationship cannot be changed this way',
  detail: `The relationship "${name}" cannot be changed this way.`,
  ...(source && { source }),
});

/** Silence would let a client believe that it has moved something. */
export const setOnce = (pointer: string, member: string): Fault => ({
  status: 403,
  code: 'set-once',
  title: 'The member is set once',
  detail: `"${member}" is set when the resource is made, and stays as it is.`,
  source: { pointer },
  meta: { member },
});

export const tooManyOperations = (limit: number, actual: number): Fault => ({
  status: 413,
  code: 'too-many-operations',
  title: 'The request has too many operations',
  detail: `A request may have at most ${limit} operations; this one has ${actual}.`,
  source: { pointer: '/atomic:operations' },
  meta: { limit, actual },
});

// --- the data ---

export const notFound = (what: string): Fault => ({
  status: 404,
  code: 'not-found',
  title: 'There is no such resource',
  detail: `There is no ${what}.`,
});

export const relatedNotFound = (pointer: string, type: string, id: string): Fault => ({
  status: 404,
  code: 'related-not-found',
  title: 'A related resource does not exist',
  detail: `There is no ${type} with the id "${id}".`,
  source: { pointer },
});

export const alreadyTaken = (pointer: string, member: string): Fault => ({
  status: 409,
  code: 'already-taken',
  title: 'The value must be unique',
  detail: `Another resource has this "${member}" already.`,
  source: { pointer },
  meta: { member },
});

export const inUse = (detail: string): Fault => ({
  status: 409,
  code: 'in-use',
  title: 'Other resources depend on it',
  detail,
});

/** The document may change more than that, but nothing without it. */
export const restoreFirst = (pointer: string, type: string, member: string): Fault => ({
  status: 409,
  code: 'restore-first',
  title: 'The resource is deleted',
  detail: `This ${type} is deleted: send "${member}": null to restore it.`,
  source: { pointer },
  meta: { member },
});

export const preconditionFailed = (): Fault => ({
  status: 412,
  code: 'precondition-failed',
  title: 'The resource has changed since',
  detail: 'Somebody has written it since you read it: read it again, and then write.',
  source: { header: 'If-Match' },
});

/** https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ */
export const invalidIdempotencyKey = (): Fault => ({
  status: 400,
  code: 'invalid-idempotency-key',
  title: 'The idempotency key is not valid',
  detail: 'Idempotency-Key takes 1 to 255 printable characters, such as a UUID.',
  source: { header: 'Idempotency-Key' },
});

export const idempotencyKeyReused = (): Fault => ({
  status: 422,
  code: 'idempotency-key-reused',
  title: 'The idempotency key belongs to another request',
  detail:
    'Another request was sent with this key in the last 24 hours; use a new one for a new request.',
  source: { header: 'Idempotency-Key' },
});

// --- the server ---

export const serverError = (): Fault => ({
  status: 500,
  code: 'internal-error',
  title: 'Something went wrong on the server',
  detail:
    'The fault is ours and has been logged; the request id in the header X-Request-Id names it.',
});

/** Of a write whose commit was not confirmed. */
export const outcomeUnknown = (): Fault => ({
  status: 500,
  code: 'outcome-unknown',
  title: 'It is not known whether this was done',
  detail:
    'The database was lost while it was to confirm the write: look whether it is there, or send the same ' +
    'request again with the same Idempotency-Key.',
});

export const unavailable = (detail: string, retryAfterSeconds: number): Fault => ({
  status: 503,
  code: 'unavailable',
  title: 'The server cannot serve this right now',
  detail,
  headers: { 'Retry-After': String(retryAfterSeconds) },
});

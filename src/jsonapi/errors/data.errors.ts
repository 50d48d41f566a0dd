import type { Fault } from './fault.js';

/** What the data that are there do not allow; one function per kind of fault. docs/errors.md lists the whole catalogue. */

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

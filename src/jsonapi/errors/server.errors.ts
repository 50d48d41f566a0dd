import type { Fault } from './fault.js';

/** What the server cannot do; one function per kind of fault. docs/errors.md lists the whole catalogue. */

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

import type { Fault } from '../jsonapi/errors/fault.js';

/** The accounts' part of the catalogue. */

export const accountBlocked = (): Fault => ({
  status: 403,
  code: 'account-blocked',
  title: 'The account is blocked',
  detail: 'An admin has blocked this account.',
});

/** The same whether anybody has the address or not. */
export const tooManyAttempts = (retryAfterSeconds: number): Fault => ({
  status: 429,
  code: 'too-many-attempts',
  title: 'Too many attempts in a short time',
  detail: `That was tried too often from here; try again in ${retryAfterSeconds} seconds.`,
  headers: { 'Retry-After': String(retryAfterSeconds) },
});

/** @param pointer to the token; whether it was used, has expired or never was one is not told */
export const invalidMailedToken = (pointer: string): Fault => ({
  status: 422,
  code: 'invalid-mailed-token',
  title: 'The token from the mail is not valid',
  detail: 'The token was used before, has expired, or is not whole: ask for another mail.',
  source: { pointer },
});

export const wrongPassword = (pointer: string): Fault => ({
  status: 422,
  code: 'wrong-password',
  title: 'The old password is wrong',
  detail: 'The old password is wrong.',
  source: { pointer },
});

/** Whether it was used before, has expired or never was one is not told: it may be a thief who asks. */
export const invalidRefreshToken = (): Fault => ({
  status: 401,
  code: 'invalid-refresh-token',
  title: 'The refresh token is not valid',
  detail: 'The refresh token is not valid (any more): log in again.',
  headers: { 'WWW-Authenticate': 'Bearer realm="marquee"' },
});

import type { Fault } from '../jsonapi/errors/fault.js';

/** The accounts' part of the catalogue. */

export const accountBlocked = (): Fault => ({
  status: 403,
  code: 'account-blocked',
  title: 'The account is blocked',
  detail: 'An admin has blocked this account.',
});

/** Whether it was used before, has expired or never was one is not told: it may be a thief who asks. */
export const invalidRefreshToken = (): Fault => ({
  status: 401,
  code: 'invalid-refresh-token',
  title: 'The refresh token is not valid',
  detail: 'The refresh token is not valid (any more): log in again.',
  headers: { 'WWW-Authenticate': 'Bearer realm="marquee"' },
});

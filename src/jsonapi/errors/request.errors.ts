import type { Fault } from './fault.js';

/** What is wrong with a request line or its headers; one function per kind of fault. docs/errors.md lists the whole catalogue. */

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

/**
 * Why the database could not be opened, told to the person who starts Marquee. The message is whole:
 * it needs no stack beside it, and never carries a password.
 */
export class DatabaseStartError extends Error {
  override readonly name = 'DatabaseStartError';
}

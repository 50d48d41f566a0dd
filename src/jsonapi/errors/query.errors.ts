import type { Meta } from '../document.js';
import type { Fault } from './fault.js';

/** What is wrong with a query string; one function per kind of fault. docs/errors.md lists the whole catalogue. */

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

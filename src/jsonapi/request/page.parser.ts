import { invalidParameter, pageTooLarge } from '../errors/query.errors.js';
import { type Fault, JsonApiError } from '../errors/fault.js';
import { type Cursor, decodeCursor } from './cursor.js';
import { type Page, type SortKey, defaultPageSize, maximumPageSize } from './query.js';

/** Beyond this there is nothing anyway, and OFFSET is a bigint. */
const maximumPageNumber = 1_000_000_000;

/** The members of the `page` family as they were sent. */
export interface PageParameters {
  readonly number?: string;
  readonly size?: string;
  readonly after?: string;
  readonly before?: string;
}

/**
 * Pages by number, or by cursor where the client names one or asks for the profile.
 * https://jsonapi.org/profiles/ethanresnick/cursor-pagination/
 *
 * @throws JsonApiError naming each value that is no whole number in range, or no cursor of this sort
 */
export function parsePage(
  parameters: PageParameters,
  sort: readonly SortKey[],
  byCursor: boolean,
): Page {
  const { after, before, number } = parameters;
  const size = parseSize(parameters.size ?? String(defaultPageSize));
  if (after === undefined && before === undefined && !(byCursor && number === undefined))
    return whole({ kind: 'number', size, number: parseNumber(number ?? '1') });
  return whole({
    kind: 'cursor',
    size,
    after: parseCursor('page[after]', after, sort),
    before: parseCursor('page[before]', before, sort),
    ...(number !== undefined && { number: misplacedNumber }),
  });
}

/** @throws JsonApiError with the faults that stand in the place of members */
function whole<T extends Page>(read: { readonly [K in keyof T]: T[K] | Fault }): T {
  const faults = Object.values<unknown>(read).filter(isFault);
  if (faults.length > 0) throw new JsonApiError(faults);
  return read as T;
}

function isFault(read: unknown): read is Fault {
  return typeof read === 'object' && read !== null && 'code' in read;
}

const misplacedNumber = invalidParameter(
  'page[number]',
  'page[number] does not go with page[after] and page[before].',
);

function parseSize(text: string): number | Fault {
  const size = wholeNumber('page[size]', text);
  return typeof size === 'number' && size > maximumPageSize
    ? pageTooLarge(maximumPageSize, size)
    : size;
}

function parseNumber(text: string): number | Fault {
  const number = wholeNumber('page[number]', text);
  return typeof number === 'number' && number > maximumPageNumber
    ? invalidParameter('page[number]', `page[number] must be at most ${maximumPageNumber}.`)
    : number;
}

function wholeNumber(parameter: string, text: string): number | Fault {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  return value < 1
    ? invalidParameter(parameter, `${parameter} must be a whole number from 1.`)
    : value;
}

/** An empty cursor stands before the first row, or after the last. */
function parseCursor(
  parameter: string,
  text: string | undefined,
  sort: readonly SortKey[],
): Cursor | null | Fault {
  if (text === undefined || text === '') return null;
  return (
    decodeCursor(text, sort) ??
    invalidParameter(
      parameter,
      `${parameter} is no cursor of a collection that is sorted like this.`,
    )
  );
}

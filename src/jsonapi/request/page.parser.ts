import { invalidParameter, pageTooLarge } from '../errors/errors.js';
import { JsonApiError } from '../errors/fault.js';
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
 * @throws JsonApiError where a value is no whole number in range, or no cursor of this sort
 */
export function parsePage(
  parameters: PageParameters,
  sort: readonly SortKey[],
  byCursor: boolean,
): Page {
  const size = parseSize(parameters.size ?? String(defaultPageSize));
  const { after, before, number } = parameters;
  if (after === undefined && before === undefined && !(byCursor && number === undefined))
    return { kind: 'number', number: parseNumber(number ?? '1'), size };
  if (number !== undefined)
    throw refuse('page[number]', 'page[number] does not go with page[after] and page[before].');
  return {
    kind: 'cursor',
    size,
    after: parseCursor('page[after]', after, sort),
    before: parseCursor('page[before]', before, sort),
  };
}

function parseSize(text: string): number {
  const size = wholeNumber('page[size]', text);
  if (size > maximumPageSize) throw new JsonApiError(pageTooLarge(maximumPageSize, size));
  return size;
}

function parseNumber(text: string): number {
  const number = wholeNumber('page[number]', text);
  if (number > maximumPageNumber)
    throw refuse('page[number]', `page[number] must be at most ${maximumPageNumber}.`);
  return number;
}

function wholeNumber(parameter: string, text: string): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (value < 1) throw refuse(parameter, `${parameter} must be a whole number from 1.`);
  return value;
}

/** An empty cursor stands before the first row, or after the last. */
function parseCursor(
  parameter: string,
  text: string | undefined,
  sort: readonly SortKey[],
): Cursor | null {
  if (text === undefined || text === '') return null;
  const cursor = decodeCursor(text, sort);
  if (cursor === null)
    throw refuse(parameter, `${parameter} is no cursor of a collection that is sorted like this.`);
  return cursor;
}

const refuse = (parameter: string, detail: string) =>
  new JsonApiError(invalidParameter(parameter, detail));

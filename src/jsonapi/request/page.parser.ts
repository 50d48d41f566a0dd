import { invalidParameter } from '../errors/errors.js';
import { JsonApiError } from '../errors/fault.js';
import { type Page, defaultPageSize, maximumPageSize } from './query.js';

/** Postgres' OFFSET is a bigint; beyond this there is nothing anyway. */
const maximumPageNumber = 1_000_000_000;

/** @throws JsonApiError where number or size is no whole number in range */
export function parsePage(number: string | undefined, size: string | undefined): Page {
  return {
    number: parse('page[number]', number ?? '1', maximumPageNumber),
    size: parse('page[size]', size ?? String(defaultPageSize), maximumPageSize),
  };
}

function parse(parameter: string, text: string, maximum: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (value < 1)
    throw new JsonApiError(
      invalidParameter(parameter, `${parameter} must be a whole number from 1.`),
    );
  if (value > maximum)
    throw new JsonApiError(
      invalidParameter(parameter, `${parameter} must be at most ${maximum}.`, {
        limit: maximum,
        actual: value,
        // https://jsonapi.org/profiles/ethanresnick/cursor-pagination/#auto-id--max-page-size-exceeded-errors
        page: { maxSize: maximumPageSize },
      }),
    );
  return value;
}

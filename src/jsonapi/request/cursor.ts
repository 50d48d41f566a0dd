import { identity } from '../resource/codecs.js';
import { Refusal } from '../resource/codec.js';
import type { SortKey } from './query.js';

/**
 * A place between two rows of a sorted collection: the values of the row's sort keys, and its id last. It
 * names no row, so it holds when the row is gone.
 */
export type Cursor = readonly unknown[];

/** @param values as the database gave them: dates, numbers, booleans, texts and nulls */
export function encodeCursor(values: Cursor): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** @returns null for whatever is no cursor of a collection sorted by these keys */
export function decodeCursor(text: string, sort: readonly SortKey[]): Cursor | null {
  const json = readJson(text);
  if (!Array.isArray(json) || json.length !== sort.length + 1) return null;
  const values: unknown[] = json.map((value: unknown, index) => {
    const codec = sort[index]?.attribute.codec ?? identity;
    return value === null && index < sort.length ? null : codec.parse(value);
  });
  return values.some((value) => value instanceof Refusal) ? null : values;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

import type { Cursor } from '../jsonapi/request/cursor.js';
import type { Statement } from './statement.js';

/** One column of an ORDER BY; nulls come last whichever way. */
export interface OrderColumn {
  readonly expression: string;
  readonly descending: boolean;
}

/** @param reversed the whole order backwards, nulls first */
export function orderBy(columns: readonly OrderColumn[], reversed: boolean): string {
  return columns
    .map(({ descending, expression }) => {
      const direction = descending === reversed ? 'ASC' : 'DESC';
      return `${expression} ${direction} NULLS ${reversed ? 'FIRST' : 'LAST'}`;
    })
    .join(', ');
}

/**
 * Rows that lie on one side of a cursor: by the first column in which they differ from it. The last column is
 * the id, which is never null.
 */
export function seek(
  columns: readonly OrderColumn[],
  { cursor, side }: { readonly cursor: Cursor; readonly side: 'after' | 'before' },
  statement: Statement,
): string {
  const [column, ...rest] = columns;
  if (column === undefined) return 'FALSE';
  const [value, ...others] = cursor;
  const beyond = strictly(column, { value, side }, statement);
  if (rest.length === 0) return beyond;
  const level =
    value === null
      ? `${column.expression} IS NULL`
      : `${column.expression} = ${statement.bind(value)}`;
  return `(${beyond} OR (${level} AND ${seek(rest, { cursor: others, side }, statement)}))`;
}

function strictly(
  { descending, expression }: OrderColumn,
  { side, value }: { readonly value: unknown; readonly side: 'after' | 'before' },
  statement: Statement,
): string {
  if (value === null) return side === 'after' ? 'FALSE' : `${expression} IS NOT NULL`;
  const sign = (side === 'after') === descending ? '<' : '>';
  const differs = `${expression} ${sign} ${statement.bind(value)}`;
  return side === 'after' ? `(${differs} OR ${expression} IS NULL)` : differs;
}

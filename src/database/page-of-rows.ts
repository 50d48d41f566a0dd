import type { Page } from '../jsonapi/request/query.js';
import type { PageCursors } from '../jsonapi/response/resource-record.js';
import type { CompiledSelect } from './select.compiler.js';
import type { Row } from './statement.runner.js';

export interface PageOfRows {
  /** In the order of the collection. */
  readonly rows: readonly Row[];
  readonly cursors?: PageCursors;
}

/**
 * Rows as selected → the rows of the page. A page by cursor was selected with one row more than it has, and
 * last row first where it ends at a cursor.
 */
export function cutPage(
  selected: readonly Row[],
  select: Pick<CompiledSelect, 'cursorOf' | 'reversed'>,
  page: Page | undefined,
): PageOfRows {
  if (page?.kind !== 'cursor') return { rows: selected };
  const more = selected.length > page.size;
  const kept = selected.slice(0, page.size);
  const rows = select.reversed ? kept.toReversed() : kept;
  // Beyond a cursor there was a row when it was given; finding out costs more than an empty page.
  const hasNext = select.reversed || page.before !== null || more;
  const hasPrevious = select.reversed ? more : page.after !== null;
  return { rows, cursors: { cursors: rows.map(select.cursorOf), hasNext, hasPrevious } };
}

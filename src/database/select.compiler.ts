import type { Filter } from '../jsonapi/request/filter.js';
import type { Page, SortKey } from '../jsonapi/request/query.js';
import type { Cursor } from '../jsonapi/request/cursor.js';
import type { Projection } from '../jsonapi/response/resource-record.js';
import { FromClause, type Parents } from './from.clause.js';
import { type OrderColumn, orderBy, seek } from './order.clause.js';
import { type CompiledProjection, ProjectionCompiler } from './projection.compiler.js';
import { Statement } from './statement.js';
import type { Row } from './statement.runner.js';
import type { Table } from './table.js';
import type { Visibility } from './visibility.js';

export interface Selection {
  readonly table: Table;
  readonly visibility: Visibility;
  readonly filter: Filter;
  readonly projection: Projection;
  /** Relationships that are included, by name. */
  readonly included: ReadonlySet<string>;
  readonly sort?: readonly SortKey[];
  readonly page?: Page;
  /** Whether rows come with their version. */
  readonly versioned?: boolean;
  /** Without a page: at most so many rows. */
  readonly limit?: number;
  readonly parents?: Parents;
}

export interface CompiledSelect {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly projection: CompiledProjection;
  /** Whether rows come last first: those before a cursor do. */
  readonly reversed: boolean;
  /** @returns the id of the row's parent; undefined without parents */
  parentOf(row: Row): string | undefined;
  cursorOf(row: Row): Cursor;
}

/** What a read asks for → one SELECT. */
export function compileSelect(selection: Selection): CompiledSelect {
  const { included, page, projection, sort = [], table, visibility } = selection;
  const statement = new Statement();
  const from = new FromClause(table, statement, selection);
  const compiled = new ProjectionCompiler(from.source, statement, visibility).compile(projection, {
    included,
    versioned: selection.versioned === true,
  });
  const order = orderColumns(from, sort);
  const reversed = page?.kind === 'cursor' && page.before !== null && page.after === null;
  const keys = page?.kind === 'cursor' ? order.slice(0, -1) : [];
  const parent = from.parentColumns();
  const columns = [...compiled.columns, ...parent, ...keys.map(({ expression }) => expression)];
  const text =
    `SELECT ${columns.join(', ')} FROM ${from.tables}` +
    ` WHERE ${[...conditions(from, selection), ...seeks(order, page, statement)].join(' AND ')}` +
    ` ORDER BY ${orderBy(order, reversed)}${limitOf(selection, statement)}`;
  const width = compiled.columns.length;
  return {
    text,
    values: statement.values,
    projection: compiled,
    reversed,
    parentOf: (row) => (parent.length > 0 ? (row[width] as string) : undefined),
    cursorOf: (row) => [...row.slice(width + parent.length), row[0]],
  };
}

/** All rows that match, on whatever page. */
export function compileCount(selection: Selection): { text: string; values: readonly unknown[] } {
  const statement = new Statement();
  const from = new FromClause(selection.table, statement, selection);
  const where = conditions(from, selection).join(' AND ');
  return { text: `SELECT count(*) FROM ${from.tables} WHERE ${where}`, values: statement.values };
}

function conditions(from: FromClause, { filter }: Selection): string[] {
  return [from.parentCondition(), from.filters.visible(filter, from.source)].filter(
    (condition) => condition !== null,
  );
}

/** The id breaks ties, so that pages neither repeat nor skip a row. */
function orderColumns(from: FromClause, sort: readonly SortKey[]): OrderColumn[] {
  const keys = sort.map((key) => ({
    expression: from.sortColumn(key),
    descending: key.descending,
  }));
  return [...keys, { expression: from.id, descending: false }];
}

function seeks(
  order: readonly OrderColumn[],
  page: Page | undefined,
  statement: Statement,
): string[] {
  if (page?.kind !== 'cursor') return [];
  return (['after', 'before'] as const).flatMap((side) => {
    const cursor = page[side];
    return cursor === null ? [] : [seek(order, { cursor, side }, statement)];
  });
}

function limitOf({ limit, page }: Selection, statement: Statement): string {
  if (page === undefined) return limit === undefined ? '' : ` LIMIT ${statement.bind(limit)}`;
  // One more than the page tells whether there is a next one.
  if (page.kind === 'cursor') return ` LIMIT ${statement.bind(page.size + 1)}`;
  const offset = (page.number - 1) * page.size;
  return ` LIMIT ${statement.bind(page.size)} OFFSET ${statement.bind(offset)}`;
}

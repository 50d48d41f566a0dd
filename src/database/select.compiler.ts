import { type Filter, equals } from '../jsonapi/request/filter.js';
import type { Page, SortKey } from '../jsonapi/request/query.js';
import type { Projection } from '../jsonapi/response/resource-record.js';
import { FilterCompiler, type Source } from './filter.compiler.js';
import { type CompiledProjection, ProjectionCompiler } from './projection.compiler.js';
import { Statement } from './statement.js';
import type { Join, Table } from './table.js';
import type { Visibility } from './visibility.js';

/** Rows of one table that belong to rows of another, such as the sessions of some events. */
export interface Parents {
  readonly join: Join;
  readonly ids: readonly string[];
}

export interface Selection {
  readonly table: Table;
  readonly visibility: Visibility;
  readonly filter: Filter;
  readonly projection: Projection;
  /** Relationships that are included, by name. */
  readonly included: ReadonlySet<string>;
  readonly sort?: readonly SortKey[];
  readonly page?: Page;
  /** Without a page: at most so many rows. */
  readonly limit?: number;
  readonly parents?: Parents;
}

export interface CompiledSelect {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly projection: CompiledProjection;
  /** Whether the last column of each row is the id of its parent. */
  readonly parented: boolean;
}

/** What a read asks for → one SELECT. */
export function compileSelect(selection: Selection): CompiledSelect {
  const { included, projection, table, visibility } = selection;
  const statement = new Statement();
  const source: Source = { table, alias: statement.alias() };
  const compiled = new ProjectionCompiler(source, statement, visibility).compile(
    projection,
    included,
  );
  const from = new FromClause(selection, source, statement);
  const order = from.orderBy(selection.sort ?? []);
  const columns = [...compiled.columns, ...from.parentColumn];
  const text =
    `SELECT ${columns.join(', ')} FROM ${from.tables} WHERE ${from.where()} ORDER BY ${order}` +
    limit(selection, statement);
  return {
    text,
    values: statement.values,
    projection: compiled,
    parented: selection.parents !== undefined,
  };
}

export function compileCount(selection: Selection): { text: string; values: readonly unknown[] } {
  const statement = new Statement();
  const source: Source = { table: selection.table, alias: statement.alias() };
  const from = new FromClause(selection, source, statement);
  const where = from.where();
  return { text: `SELECT count(*) FROM ${from.tables} WHERE ${where}`, values: statement.values };
}

/** The condition that picks one row by its id or its alternate key. */
export function selectorOf(property: string, value: string): Filter {
  return equals(property, value);
}

function limit({ limit: most, page }: Selection, statement: Statement): string {
  if (page === undefined) return most === undefined ? '' : ` LIMIT ${statement.bind(most)}`;
  const offset = (page.number - 1) * page.size;
  return ` LIMIT ${statement.bind(page.size)} OFFSET ${statement.bind(offset)}`;
}

class FromClause {
  readonly parentColumn: readonly string[];
  readonly #filters: FilterCompiler;
  readonly #junction: string | null;
  #joins = '';

  constructor(
    private readonly selection: Selection,
    private readonly source: Source,
    private readonly statement: Statement,
  ) {
    this.#filters = new FilterCompiler(statement, selection.visibility);
    this.#junction = selection.parents?.join.kind === 'junction' ? statement.alias() : null;
    this.parentColumn = selection.parents ? [this.#parentKey(selection.parents.join)] : [];
  }

  get tables(): string {
    const { parents } = this.selection;
    const { alias, table } = this.source;
    const own = `${table.name} ${alias}`;
    if (parents?.join.kind !== 'junction' || this.#junction === null) return own + this.#joins;
    const { name, other } = parents.join;
    return `${own} JOIN ${name} ${this.#junction} ON ${this.#junction}.${other} = ${alias}.${table.column('id')}${this.#joins}`;
  }

  where(): string {
    const visible = this.#filters.visible(this.selection.filter, this.source);
    const { parents } = this.selection;
    if (parents === undefined) return visible;
    return `${this.#parentKey(parents.join)} = ANY(${this.statement.bind(parents.ids)}) AND ${visible}`;
  }

  /** Nulls come last whichever way; the id breaks ties, so that pages neither repeat nor skip a row. */
  orderBy(keys: readonly SortKey[]): string {
    const terms = keys.map(
      (key) => `${this.#sortColumn(key)}${key.descending ? ' DESC' : ''} NULLS LAST`,
    );
    const id = `${this.source.alias}.${this.source.table.column('id')}`;
    return [...terms, id].join(', ');
  }

  #sortColumn({ attribute, path }: SortKey): string {
    let at = this.source;
    for (const { property } of path) at = this.#joined(at, property);
    const column = `${at.alias}.${at.table.column(attribute.property)}`;
    const audience = this.#filters.audience(attribute.visibleTo, at);
    return audience === 'TRUE' ? column : `CASE WHEN ${audience} THEN ${column} END`;
  }

  #joined(from: Source, property: string): Source {
    const join = from.table.join(property);
    if (join.kind !== 'key') throw new Error(`${property} has no one value to sort by`);
    const target: Source = { table: join.target, alias: this.statement.alias() };
    const condition = this.#filters.visible({ kind: 'constant', value: true }, target);
    const id = join.target.column('id');
    this.#joins += ` LEFT JOIN ${join.target.name} ${target.alias} ON ${target.alias}.${id} = ${from.alias}.${join.column} AND ${condition}`;
    return target;
  }

  /** The column that holds the parent's id, in this row or in the junction's. */
  #parentKey(join: Join): string {
    if (join.kind === 'junction') return `${this.#junction}.${join.own}`;
    return `${this.source.alias}.${join.kind === 'inverse' ? join.column : this.source.table.column('id')}`;
  }
}

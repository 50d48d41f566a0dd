import { everything } from '../jsonapi/request/filter.js';
import type { SortKey } from '../jsonapi/request/query.js';
import { FilterCompiler, type Source } from './filter.compiler.js';
import type { Statement } from './statement.js';
import type { Join, Table } from './table.js';
import type { Visibility } from './visibility.js';

/** Rows of one table that belong to rows of another, such as the sessions of some events. */
export interface Parents {
  readonly join: Join;
  /** Of the parents; where the key sits in their rows and `holder` is left out: the keys themselves. */
  readonly ids: readonly string[];
  /** The parents' own table. */
  readonly holder?: Table;
}

/** The tables of one SELECT, joined as parents and sort keys need them. */
export class FromClause {
  readonly source: Source;
  readonly filters: FilterCompiler;
  readonly #junction: string | null;
  #joins = '';

  constructor(
    table: Table,
    private readonly statement: Statement,
    private readonly scope: { readonly visibility: Visibility; readonly parents?: Parents },
  ) {
    this.source = { table, alias: statement.alias() };
    this.filters = new FilterCompiler(statement, scope.visibility);
    this.#junction = scope.parents?.join.kind === 'junction' ? statement.alias() : null;
  }

  get id(): string {
    return `${this.source.alias}.${this.source.table.column('id')}`;
  }

  /** Complete when all sort columns have been asked for. */
  get tables(): string {
    const { alias, table } = this.source;
    const join = this.scope.parents?.join;
    const own = `${table.name} ${alias}`;
    if (join?.kind !== 'junction') return own + this.#joins;
    const junction = `${join.name} ${this.#junction} ON ${this.#junction}.${join.other} = ${this.id}`;
    return `${own} JOIN ${junction}${this.#joins}`;
  }

  /** The column that holds the parent's id, in this row or in the junction's; none without parents. */
  parentColumns(): readonly string[] {
    const { parents } = this.scope;
    if (parents === undefined) return [];
    const { join } = parents;
    if (join.kind === 'junction') return [`${this.#junction}.${join.own}`];
    return [join.kind === 'inverse' ? `${this.source.alias}.${join.column}` : this.id];
  }

  parentCondition(): string | null {
    const [column] = this.parentColumns();
    const { parents } = this.scope;
    if (column === undefined || parents === undefined) return null;
    const { holder, ids, join } = parents;
    const named = `ANY(${this.statement.bind(ids)})`;
    if (join.kind !== 'key' || holder === undefined) return `${column} = ${named}`;
    const keys = `SELECT ${join.column} FROM ${holder.name} WHERE ${holder.column('id')} = ${named}`;
    return `${column} IN (${keys})`;
  }

  sortColumn({ attribute, path }: SortKey): string {
    let at = this.source;
    for (const { property } of path) at = this.#joined(at, property);
    const column = `${at.alias}.${at.table.column(attribute.property)}`;
    const audience = this.filters.audience(attribute.visibleTo, at);
    return audience === 'TRUE' ? column : `CASE WHEN ${audience} THEN ${column} END`;
  }

  /** What the caller may not see has no value to sort by. */
  #joined(from: Source, property: string): Source {
    const join = from.table.join(property);
    if (join.kind === 'junction') throw new Error(`${property} has no one value to sort by`);
    const target: Source = { table: join.target, alias: this.statement.alias() };
    const condition = this.filters.visible(everything, target);
    const [own, other] =
      join.kind === 'key'
        ? [join.column, join.target.column('id')]
        : [from.table.column('id'), join.column];
    this.#joins += ` LEFT JOIN ${join.target.name} ${target.alias} ON ${target.alias}.${other} = ${from.alias}.${own} AND ${condition}`;
    return target;
  }
}

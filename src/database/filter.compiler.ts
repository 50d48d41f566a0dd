import { type Comparison, type Filter, allOf } from '../jsonapi/request/filter.js';
import type { Statement } from './statement.js';
import type { Join, Table } from './table.js';
import type { Visibility } from './visibility.js';

/** A table as it stands in a statement. */
export interface Source {
  readonly table: Table;
  readonly alias: string;
}

const signs = { eq: '=', ne: 'IS DISTINCT FROM', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

/** Filters → conditions of a WHERE clause. */
export class FilterCompiler {
  /**
   * @param visibility what a client's filter may look at: related rows and guarded attributes that he may not
   *   see count as absent. A policy's own filter is compiled without one, and sees everything.
   */
  constructor(
    private readonly statement: Statement,
    private readonly visibility: Visibility | null,
  ) {}

  compile(filter: Filter, source: Source): string {
    switch (filter.kind) {
      case 'constant':
        return filter.value ? 'TRUE' : 'FALSE';
      case 'all':
        return `(${filter.terms.map((term) => this.compile(term, source)).join(' AND ')})`;
      case 'any':
        return `(${filter.terms.map((term) => this.compile(term, source)).join(' OR ')})`;
      case 'not':
        return `(${this.compile(filter.term, source)}) IS NOT TRUE`;
      case 'compare':
        return this.#guarded(filter, source);
      case 'related':
        return this.#related(filter.property, filter.term, source);
    }
  }

  /** The rows that the caller may know of, and the filter. */
  visible(filter: Filter, source: Source): string {
    const own = this.compile(filter, source);
    if (this.visibility === null) return own;
    const scope = this.#trusted().compile(this.visibility.rows(source.table.definition), source);
    return scope === 'TRUE' ? own : own === 'TRUE' ? scope : `${scope} AND ${own}`;
  }

  /** Holds on rows of which the caller belongs to the audience. */
  audience(name: string | null, source: Source): string {
    if (name === null || this.visibility === null) return 'TRUE';
    return this.#trusted().compile(this.visibility.audience(source.table.definition, name), source);
  }

  /** Policies are the server's own words. */
  #trusted(): FilterCompiler {
    return new FilterCompiler(this.statement, null);
  }

  #guarded(comparison: Comparison, source: Source): string {
    const column = `${source.alias}.${source.table.column(comparison.property)}`;
    const condition = this.#compare(column, comparison);
    const audience = this.audience(comparison.audience, source);
    return audience === 'TRUE' ? condition : `(${audience} AND ${condition})`;
  }

  #compare(column: string, { operator, operand }: Comparison): string {
    if (operand === null) return `${column} IS ${operator === 'ne' ? 'NOT ' : ''}NULL`;
    switch (operator) {
      case 'in':
        return `${column} = ANY(${this.statement.bind(operand)})`;
      case 'like':
        return `${column} LIKE ${this.statement.bind(operand)}`;
      case 'ilike':
        return `${column} ILIKE ${this.statement.bind(operand)}`;
      case 'startswith':
        return `${column} LIKE ${this.statement.bind(`${literally(operand)}%`)}`;
      case 'endswith':
        return `${column} LIKE ${this.statement.bind(`%${literally(operand)}`)}`;
      case 'contains':
        return `${column} LIKE ${this.statement.bind(`%${literally(operand)}%`)}`;
      default:
        return `${column} ${signs[operator]} ${this.statement.bind(operand)}`;
    }
  }

  #related(property: string, term: Filter, source: Source): string {
    const join = source.table.join(property);
    const target: Source = { table: join.target, alias: this.statement.alias() };
    const condition = this.visible(allOf(term), target);
    const from = `${join.target.name} ${target.alias}`;
    return `EXISTS (SELECT 1 FROM ${from} WHERE ${this.#joined(join, source, target)} AND ${condition})`;
  }

  #joined(join: Join, source: Source, target: Source): string {
    const id = target.table.column('id');
    const ownId = `${source.alias}.${source.table.column('id')}`;
    if (join.kind === 'key') return `${target.alias}.${id} = ${source.alias}.${join.column}`;
    if (join.kind === 'inverse') return `${target.alias}.${join.column} = ${ownId}`;
    const junction = this.statement.alias();
    const pair = `${junction}.${join.own} = ${ownId} AND ${junction}.${join.other} = ${target.alias}.${id}`;
    return `EXISTS (SELECT 1 FROM ${join.name} ${junction} WHERE ${pair})`;
  }
}

/** LIKE's wildcards stand for themselves. */
function literally(operand: unknown): string {
  return String(operand).replace(/[\\%_]/g, String.raw`\$&`);
}

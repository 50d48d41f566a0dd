import { everything } from '../jsonapi/request/filter.js';
import type { Projection, ResourceRecord } from '../jsonapi/response/resource-record.js';
import { FilterCompiler, type Source } from './filter.compiler.js';
import type { Statement } from './statement.js';
import type { Visibility } from './visibility.js';

/** The columns of a SELECT, and how to make a record of a row of them. */
export interface CompiledProjection {
  /** The first column is the id. */
  readonly columns: readonly string[];
  toRecord(row: readonly unknown[]): ResourceRecord & { readonly linkage: Linkages };
}

export type Linkages = Record<string, string | null | readonly string[]>;

interface Reading {
  readonly property: string;
  readonly index: number;
  /** Index of the flag that says whether the caller may read it on this row; -1 where all may. */
  readonly flag: number;
}

export interface ProjectionOptions {
  /** Relationships whose visibility the include itself finds out, by name. */
  readonly included: ReadonlySet<string>;
  /** Whether the row's version is read too. */
  readonly versioned: boolean;
}

export class ProjectionCompiler {
  readonly #columns: string[] = [];
  readonly #filters: FilterCompiler;

  constructor(
    private readonly source: Source,
    statement: Statement,
    private readonly visibility: Visibility | null,
  ) {
    this.#filters = new FilterCompiler(statement, visibility);
  }

  compile(projection: Projection, { included, versioned }: ProjectionOptions): CompiledProjection {
    this.#column(this.#own('id'));
    const version = versioned ? this.#column(`${this.source.alias}.xmin::text`) : -1;
    const readings = this.#readings(projection);
    const keys = keyed(projection, included).flatMap(({ name, property }) =>
      this.#key(name, property, included.has(name)),
    );
    return {
      columns: this.#columns,
      toRecord: (row) => ({
        projection,
        id: row[0] as string,
        ...(version !== -1 && { version: row[version] as string }),
        values: valuesOf(row, readings),
        linkage: Object.fromEntries(
          keys.map(({ name, index }) => [name, row[index] as string | null]),
        ),
      }),
    };
  }

  #readings({ attributes, meta }: Projection): Reading[] {
    const properties = new Map<string, string | null>();
    for (const { property, visibleTo } of attributes) properties.set(property, visibleTo);
    for (const property of meta.flatMap(({ reads }) => reads))
      if (!properties.has(property)) properties.set(property, null);
    return [...properties].flatMap(([property, audience]) => this.#reading(property, audience));
  }

  #reading(property: string, audience: string | null): Reading[] {
    const condition = this.#filters.audience(audience, this.source);
    if (condition === 'FALSE') return [];
    const flag = condition === 'TRUE' ? -1 : this.#column(condition);
    return [{ property, flag, index: this.#column(this.#own(property)) }];
  }

  /** A key leads nowhere when the caller may not know of what it leads to. */
  #key(name: string, property: string, included: boolean): { name: string; index: number }[] {
    const join = this.source.table.join(property);
    if (join.kind !== 'key') return [];
    const open = this.visibility?.rows(join.target.definition) ?? everything;
    if (included || open === everything)
      return [{ name, index: this.#column(this.#own(property)) }];
    const visible = this.#filters.compile(
      { kind: 'related', property, term: everything },
      this.source,
    );
    return [{ name, index: this.#column(`CASE WHEN ${visible} THEN ${this.#own(property)} END`) }];
  }

  #own(property: string): string {
    return `${this.source.alias}.${this.source.table.column(property)}`;
  }

  /** @returns its index in the row; the same expression is selected once */
  #column(expression: string): number {
    const known = this.#columns.indexOf(expression);
    return known === -1 ? this.#columns.push(expression) - 1 : known;
  }
}

/** A key is needed for an include even where a sparse fieldset leaves its relationship out of the answer. */
function keyed({ definition, relationships }: Projection, included: ReadonlySet<string>) {
  return [...definition.relationships.values()].filter(
    (relationship) =>
      relationship.cardinality === 'one' &&
      (included.has(relationship.name) || relationships.includes(relationship)),
  );
}

function valuesOf(row: readonly unknown[], readings: readonly Reading[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { flag, index, property } of readings)
    if (flag === -1 || row[flag] === true) values[property] = row[index];
  return values;
}

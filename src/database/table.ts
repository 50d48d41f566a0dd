import type { DataSource, EntityMetadata } from 'typeorm';
import { definitionOf } from '../jsonapi/resource/define-resource.js';
import type { EntityClass, ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { pairsOf } from './related-by.decorator.js';
import type { RowValues } from './resource.writer.js';
import { quoted } from './statement.js';

/** How rows of one table find rows of another. Columns are quoted identifiers. */
export type Join =
  /** The key sits in this table's row. */
  | { readonly kind: 'key'; readonly column: string; readonly target: Table }
  /** The key sits in the target's rows. */
  | { readonly kind: 'inverse'; readonly column: string; readonly target: Table }
  | {
      readonly kind: 'junction';
      readonly name: string;
      readonly own: string;
      readonly other: string;
      readonly target: Table;
    };

/** What SQL needs to know of an entity, from TypeORM's metadata; nothing is declared twice. */
export class Table {
  /** Quoted. */
  readonly name: string;
  readonly #columns = new Map<string, string>();
  readonly #joins = new Map<string, Join>();

  constructor(
    readonly metadata: EntityMetadata,
    private readonly tables: Tables,
  ) {
    this.name = quoted(metadata.tableName);
    for (const column of metadata.columns)
      this.#columns.set(column.propertyPath, quoted(column.databaseName));
    for (const { joinColumns, propertyPath } of metadata.relations)
      if (joinColumns[0]) this.#columns.set(propertyPath, quoted(joinColumns[0].databaseName));
  }

  get definition(): ResourceDefinition {
    return definitionOf(this.metadata.target as EntityClass);
  }

  /** @throws Error for a property that is neither a column nor a to-one relation: a fault of a declaration */
  column(propertyPath: string): string {
    const column = this.#columns.get(propertyPath);
    if (column === undefined)
      throw new Error(`${this.metadata.name} has no column ${propertyPath}`);
    return column;
  }

  /** The columns of a row as it would be, by their unquoted names. */
  rowOf(values: RowValues): Readonly<Record<string, unknown>> {
    const columns = this.metadata.columns.map(
      ({ databaseName, propertyPath, relationMetadata }) => {
        const value = values[relationMetadata?.propertyPath ?? propertyPath];
        return [databaseName, relationMetadata === undefined ? value : keyOf(value)] as const;
      },
    );
    return Object.fromEntries(columns.filter(([, value]) => value !== undefined));
  }

  /** The tables whose keys sit in this table's rows. */
  get keyTargets(): readonly Table[] {
    return this.metadata.relations
      .filter(({ isManyToMany, isOwning }) => isOwning && !isManyToMany)
      .map(({ propertyPath }) => this.join(propertyPath).target);
  }

  join(property: string): Join {
    const known = this.#joins.get(property) ?? this.#findJoin(property);
    this.#joins.set(property, known);
    return known;
  }

  #findJoin(property: string): Join {
    const relation = this.metadata.findRelationWithPropertyPath(property);
    if (relation === undefined) return this.#queried(property);
    const target = this.tables.of(relation.inverseEntityMetadata.target as EntityClass);
    if (relation.isManyToMany) {
      const own = relation.isOwning
        ? relation.joinColumns
        : relation.inverseRelation?.inverseJoinColumns;
      const other = relation.isOwning
        ? relation.inverseJoinColumns
        : relation.inverseRelation?.joinColumns;
      return {
        kind: 'junction',
        name: quoted(relation.junctionEntityMetadata?.tableName ?? ''),
        own: quoted(own?.[0]?.databaseName ?? ''),
        other: quoted(other?.[0]?.databaseName ?? ''),
        target,
      };
    }
    if (relation.isOwning) return { kind: 'key', column: this.column(property), target };
    return { kind: 'inverse', column: target.column(relation.inverseSidePropertyPath), target };
  }

  #queried(property: string): Join {
    const pairs = pairsOf(this.definition.entity.prototype as object, property);
    const relationship = [...this.definition.relationships.values()].find(
      (one) => one.property === property,
    );
    if (pairs === undefined || relationship === undefined)
      throw new Error(`${this.metadata.name} has no relation ${property}`);
    const target = this.tables.of(relationship.target().entity);
    return { kind: 'junction', name: `(${pairs})`, own: 'own', other: 'other', target };
  }
}

/** `{ id }` → id */
function keyOf(value: unknown): unknown {
  return (value as { readonly id: string } | null | undefined)?.id;
}

/** Tables of a data source by entity. */
export class Tables {
  readonly #known = new Map<EntityClass, Table>();

  constructor(private readonly dataSource: DataSource) {}

  of(entity: EntityClass): Table {
    const known = this.#known.get(entity);
    if (known !== undefined) return known;
    const table = new Table(this.dataSource.getMetadata(entity), this);
    this.#known.set(entity, table);
    return table;
  }
}

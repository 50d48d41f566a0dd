import { invalidParameter } from '../jsonapi/errors/query.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { everything } from '../jsonapi/request/filter.js';
import type { Fieldsets, IncludeNode, IncludeTree } from '../jsonapi/request/query.js';
import { projectionOf } from '../jsonapi/response/projection.js';
import type { ResourceRecord } from '../jsonapi/response/resource-record.js';
import type { Linkages } from './projection.compiler.js';
import { type CompiledSelect, compileSelect } from './select.compiler.js';
import type { Row, StatementRunner } from './statement.runner.js';
import type { Join, Tables } from './table.js';
import type { Visibility } from './visibility.js';

export const maximumIncluded = 2000;

/** A record whose linkage grows while includes are loaded. */
export type LoadedRecord = ResourceRecord & { readonly linkage: Linkages };

/**
 * Loads what is included below a page of records: one statement for each path, however many records there
 * are. Every resource is one record, by however many paths it is reached.
 */
export class IncludeLoader {
  readonly #records = new Map<string, LoadedRecord>();
  readonly #included: LoadedRecord[] = [];

  constructor(
    private readonly runner: StatementRunner,
    private readonly tables: Tables,
    private readonly request: { readonly fields: Fieldsets; readonly visibility: Visibility },
  ) {}

  /** @throws JsonApiError where more resources would be included than one document takes */
  async load(
    primary: readonly LoadedRecord[],
    tree: IncludeTree,
  ): Promise<readonly ResourceRecord[]> {
    for (const record of primary) this.#records.set(keyOf(record), record);
    await this.#below(primary, tree);
    return this.#included.toSorted(byTypeAndId);
  }

  async #below(parents: readonly LoadedRecord[], tree: IncludeTree): Promise<void> {
    if (parents.length === 0) return;
    await Promise.all([...tree.values()].map((node) => this.#node(parents, node)));
  }

  async #node(parents: readonly LoadedRecord[], node: IncludeNode): Promise<void> {
    const { entity } = parents[0]?.projection.definition ?? {};
    if (entity === undefined) return;
    const join = this.tables.of(entity).join(node.relationship.property);
    const loaded =
      join.kind === 'key'
        ? await this.#loadOne(parents, node, join)
        : await this.#loadMany(parents, node, join);
    await this.#below(loaded, node.children);
  }

  async #loadOne(
    parents: readonly LoadedRecord[],
    node: IncludeNode,
    join: Join,
  ): Promise<LoadedRecord[]> {
    const { name } = node.relationship;
    const keys = parents.flatMap(({ linkage }) =>
      typeof linkage[name] === 'string' ? linkage[name] : [],
    );
    const ids = [...new Set(keys)];
    if (ids.length === 0) return [];
    const { rows, select } = await this.#select(node, { join, ids });
    const records = rows.map((row) => this.#adopt(select.projection.toRecord(row)));
    const visible = new Set(records.map(({ id }) => id));
    // What the caller may not see is as if it were not there.
    for (const { linkage } of parents)
      if (typeof linkage[name] === 'string' && !visible.has(linkage[name])) linkage[name] = null;
    return records;
  }

  async #loadMany(
    parents: readonly LoadedRecord[],
    node: IncludeNode,
    join: Join,
  ): Promise<LoadedRecord[]> {
    const { cardinality, name } = node.relationship;
    const { rows, select } = await this.#select(node, { join, ids: parents.map(({ id }) => id) });
    const children = new Map<string, string[]>(parents.map(({ id }) => [id, []]));
    const records = rows.map((row) => {
      const record = this.#adopt(select.projection.toRecord(row));
      children.get(select.parentOf(row) ?? '')?.push(record.id);
      return record;
    });
    for (const { id, linkage } of parents) {
      const ids = children.get(id) ?? [];
      linkage[name] = cardinality === 'one' ? (ids[0] ?? null) : ids;
    }
    return [...new Set(records)];
  }

  async #select(
    node: IncludeNode,
    parents: { readonly join: Join; readonly ids: readonly string[] },
  ): Promise<{ readonly rows: readonly Row[]; readonly select: CompiledSelect }> {
    const { fields, visibility } = this.request;
    const select = compileSelect({
      table: parents.join.target,
      visibility,
      filter: everything,
      projection: projectionOf(node.relationship.target(), fields),
      included: new Set(node.children.keys()),
      limit: maximumIncluded + 1,
      parents,
    });
    const rows = await this.runner.rows(select.text, select.values);
    if (this.#included.length + rows.length > maximumIncluded) throw tooMany();
    return { rows, select };
  }

  /** https://jsonapi.org/format/1.1/#document-compound-documents: not more than once for each type and id */
  #adopt(fresh: LoadedRecord): LoadedRecord {
    const key = keyOf(fresh);
    const known = this.#records.get(key);
    if (known !== undefined) {
      Object.assign(known.linkage, { ...fresh.linkage, ...known.linkage });
      return known;
    }
    this.#records.set(key, fresh);
    this.#included.push(fresh);
    return fresh;
  }
}

/** Statements answer in any order; a document, and with it its ETag, has one. */
function byTypeAndId(one: ResourceRecord, other: ResourceRecord): number {
  const { type } = one.projection.definition;
  const { type: otherType } = other.projection.definition;
  if (type !== otherType) return type < otherType ? -1 : 1;
  return one.id.length - other.id.length || (one.id < other.id ? -1 : 1);
}

function keyOf({ id, projection }: ResourceRecord): string {
  return `${projection.definition.type}:${id}`;
}

function tooMany(): JsonApiError {
  const detail = `More than ${maximumIncluded} resources would be included; ask for smaller pages.`;
  return new JsonApiError(invalidParameter('include', detail, { limit: maximumIncluded }));
}

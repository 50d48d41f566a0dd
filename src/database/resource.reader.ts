import { Injectable } from '@nestjs/common';
import { type Filter, allOf, equals, everything } from '../jsonapi/request/filter.js';
import type { ResourceQuery } from '../jsonapi/request/query.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../jsonapi/resource/resource-definition.js';
import { projectionOf } from '../jsonapi/response/projection.js';
import type { ReadResult, ResourceRecord } from '../jsonapi/response/resource-record.js';
import { FilterCompiler, type Source } from './filter.compiler.js';
import { IncludeLoader } from './include.loader.js';
import type { Parents } from './from.clause.js';
import { cutPage } from './page-of-rows.js';
import { type Selection, compileCount, compileSelect } from './select.compiler.js';
import type { RowValues } from './resource.writer.js';
import { Statement } from './statement.js';
import { StatementRunner, TransactionRunner } from './statement.runner.js';
import { Tables } from './table.js';
import type { Transaction } from './transactions.js';
import type { Visibility } from './visibility.js';

export interface ReadRequest {
  readonly definition: ResourceDefinition;
  readonly query: ResourceQuery;
  readonly visibility: Visibility;
  /** Beside the query's own filter. */
  readonly filter?: Filter;
  /** Only what is related to this row. */
  readonly of?: RelatedTo;
}

export interface RelatedTo {
  readonly definition: ResourceDefinition;
  readonly id: string;
  readonly relationship: RelationshipDefinition;
}

export type CollectionResult = ReadResult & {
  readonly primary: readonly ResourceRecord[];
  readonly count: number;
};

export type ResourceResult = ReadResult & { readonly primary: ResourceRecord | null };

/** Reads resources straight from rows into records, seeing only what the caller may see. */
@Injectable()
export class ResourceReader {
  constructor(
    private readonly runner: StatementRunner,
    private readonly tables: Tables,
  ) {}

  /** The same, on a transaction's connection. */
  in(transaction: Transaction): ResourceReader {
    return this.on(new TransactionRunner(transaction));
  }

  /** The same, wherever that runs statements. */
  on(runner: StatementRunner): ResourceReader {
    return new ResourceReader(runner, this.tables);
  }

  /** A page of a collection; the number of statements does not depend on the number of rows. */
  async page(request: ReadRequest): Promise<CollectionResult> {
    const selection = this.#selection(request);
    const count = compileCount(selection);
    const [result, [total]] = await Promise.all([
      this.#read({ ...selection, sort: request.query.sort, page: request.query.page }, request),
      this.runner.rows(count.text, count.values),
    ]);
    return { ...result, count: Number(total?.[0] ?? 0) };
  }

  /** The one row that matches; null where there is none that the caller may know of. */
  async one(request: ReadRequest): Promise<ResourceResult> {
    const { included, primary } = await this.#read(
      { ...this.#selection(request), limit: 1, versioned: true },
      request,
    );
    return { included, primary: primary[0] ?? null };
  }

  /**
   * Whether conditions hold on the row, in the order given; null where the caller may not know of the row.
   *
   * @returns its id first
   */
  async judge(
    definition: ResourceDefinition,
    { filter, visibility }: { readonly filter: Filter; readonly visibility: Visibility },
    conditions: readonly Filter[],
  ): Promise<{ readonly id: string; readonly verdicts: readonly boolean[] } | null> {
    const statement = new Statement();
    const source = { table: this.tables.of(definition.entity), alias: statement.alias() };
    const columns = verdictsOf(conditions, source, statement);
    const where = new FilterCompiler(statement, visibility).visible(filter, source);
    const id = `${source.alias}.${source.table.column('id')}`;
    const text = `SELECT ${[id, ...columns].join(', ')} FROM ${source.table.name} ${source.alias} WHERE ${where} LIMIT 1`;
    const [row] = await this.runner.rows(text, statement.values);
    return row ? { id: row[0] as string, verdicts: row.slice(1) as boolean[] } : null;
  }

  /** Whether conditions hold on a row that is not there yet; columns without a value are null. */
  async judgeNew(
    definition: ResourceDefinition,
    values: RowValues,
    conditions: readonly Filter[],
  ): Promise<readonly boolean[]> {
    if (conditions.every(({ kind }) => kind === 'constant'))
      return conditions.map((condition) => condition === everything);
    const statement = new Statement();
    const source = { table: this.tables.of(definition.entity), alias: statement.alias() };
    const columns = verdictsOf(conditions, source, statement);
    const row = statement.bind(JSON.stringify(source.table.rowOf(values)));
    const text = `SELECT ${columns.join(', ')} FROM jsonb_populate_record(NULL::${source.table.name}, ${row}) ${source.alias}`;
    const [verdicts = []] = await this.runner.rows(text, statement.values);
    return verdicts as boolean[];
  }

  /** Those of the ids that exist for the caller, each with whether the condition holds on it. */
  async judgeAll(
    definition: ResourceDefinition,
    { ids, visibility }: { readonly ids: readonly string[]; readonly visibility: Visibility },
    condition: Filter,
  ): Promise<ReadonlyMap<string, boolean>> {
    const statement = new Statement();
    const source = { table: this.tables.of(definition.entity), alias: statement.alias() };
    const columns = verdictsOf([condition], source, statement);
    const filter: Filter = { ...anyId, operand: ids };
    const where = new FilterCompiler(statement, visibility).visible(filter, source);
    const id = `${source.alias}.${source.table.column('id')}`;
    const text = `SELECT ${[id, ...columns].join(', ')} FROM ${source.table.name} ${source.alias} WHERE ${where}`;
    const rows = await this.runner.rows(text, statement.values);
    return new Map(rows.map(([found, holds]) => [found as string, holds === true]));
  }

  async #read(selection: Selection, { query, visibility }: ReadRequest) {
    const select = compileSelect(selection);
    const all = await this.runner.rows(select.text, select.values);
    const { cursors, rows } = cutPage(all, select, selection.page);
    const primary = rows.map((row) => select.projection.toRecord(row));
    const loader = new IncludeLoader(this.runner, this.tables, {
      fields: query.fields,
      visibility,
    });
    const included = await loader.load(primary, query.include);
    return { primary, included, ...(cursors && { cursors }) };
  }

  #selection({ definition, filter = everything, of, query, visibility }: ReadRequest): Selection {
    return {
      table: this.tables.of(definition.entity),
      visibility,
      filter: allOf(query.filter, filter),
      projection: projectionOf(definition, query.fields),
      included: new Set(query.include.keys()),
      ...(of && this.#related(of)),
    };
  }

  #related({ definition, id, relationship }: RelatedTo): { readonly parents: Parents } {
    const holder = this.tables.of(definition.entity);
    return { parents: { join: holder.join(relationship.property), ids: [id], holder } };
  }
}

/** Policies are the server's own words: they look at everything. */
function verdictsOf(
  conditions: readonly Filter[],
  source: Source,
  statement: Statement,
): readonly string[] {
  const trusted = new FilterCompiler(statement, null);
  return conditions.map((condition) => `(${trusted.compile(condition, source)}) IS TRUE`);
}

const anyId = { kind: 'compare', property: 'id', operator: 'in', audience: null } as const;

/** Picks a row by its id. */
export function byId(id: string): Filter {
  return equals('id', id);
}

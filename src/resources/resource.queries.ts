import type { Caller } from '../auth/caller.js';
import { notFound } from '../jsonapi/errors/data.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { type Filter, equals } from '../jsonapi/request/filter.js';
import type { ResourceQuery } from '../jsonapi/request/query.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../jsonapi/resource/resource-definition.js';
import type {
  CollectionAnswer,
  LinkageAnswer,
  ResourceAnswer,
} from '../jsonapi/response/answer.js';
import { selectorOf } from './resource-access.js';
import type { Read } from '../database/replicated-reads.js';
import type { ResourceReader } from '../database/resource.reader.js';
import type { WriteUnit } from './write-unit.js';

/** A relationship of one resource, as a URL names it. */
export interface RelatedName {
  /** Id or alternate key. */
  readonly name: string;
  readonly relationship: RelationshipDefinition;
}

/** What can be read of one resource type, as far as the caller may see it. */
export class ResourceQueries {
  constructor(
    private readonly definition: ResourceDefinition,
    private readonly tools: Pick<WriteUnit, 'access' | 'reads'>,
  ) {}

  async list(query: ResourceQuery, caller: Caller): Promise<CollectionAnswer> {
    const visibility = this.tools.access.visibilityFor(caller, query.reach);
    const { definition } = this;
    const result = await this.#read(caller, (reader) =>
      reader.page({ definition, query, visibility }),
    );
    return { kind: 'collection', result, includes: query.includes, page: query.page };
  }

  /** @throws JsonApiError 404 */
  read(name: string, query: ResourceQuery, caller: Caller): Promise<ResourceAnswer> {
    return this.#one(selectorOf(this.definition, name), query, { caller, name });
  }

  /** What a write answers with. */
  async written(
    id: string,
    status: 200 | 201,
    { caller, query }: Reading,
  ): Promise<ResourceAnswer> {
    return { ...(await this.#one(equals('id', id), query, { caller, name: id })), status };
  }

  /** @throws JsonApiError 404 where the resource itself is not there; nothing related is `null` or `[]` */
  related(related: RelatedName, reading: Reading): Promise<ResourceAnswer | CollectionAnswer> {
    return this.#read(reading.caller, (reader) => this.#related(reader, related, reading));
  }

  async #related(
    reader: ResourceReader,
    { name, relationship }: RelatedName,
    { caller, query }: Reading,
  ): Promise<ResourceAnswer | CollectionAnswer> {
    const request = {
      definition: relationship.target(),
      query,
      visibility: this.tools.access.visibilityFor(caller, query.reach),
      of: { definition: this.definition, id: await this.#idOf(reader, name, caller), relationship },
    };
    if (relationship.cardinality === 'many') {
      const result = await reader.page(request);
      return { kind: 'collection', result, includes: query.includes, page: query.page };
    }
    const result = await reader.one(request);
    return { kind: 'resource', status: 200, result, includes: query.includes };
  }

  /** @throws JsonApiError 404 where the resource itself is not there */
  async linkage(related: RelatedName, reading: Reading): Promise<LinkageAnswer> {
    const answer = await this.related(related, reading);
    const { includes, includesRelated } = reading.query;
    const { primary, included } = answer.result;
    const records = [primary ?? []].flat();
    const common = {
      kind: 'linkage',
      relationship: related.relationship,
      includes,
      included: includesRelated ? [...records, ...included] : [],
    } as const;
    const ids = records.map(({ id }) => id);
    if (answer.kind === 'resource') return { ...common, loaded: ids[0] ?? null };
    const { count, cursors } = answer.result;
    return { ...common, loaded: ids, pages: { page: answer.page, count, cursors } };
  }

  async #one(
    filter: Filter,
    query: ResourceQuery,
    { caller, name }: { caller: Caller; name: string },
  ) {
    const visibility = this.tools.access.visibilityFor(caller, query.reach);
    const { definition } = this;
    const result = await this.#read(caller, (reader) =>
      reader.one({ definition, query, visibility, filter }),
    );
    if (result.primary === null) throw this.#missing(name);
    return { kind: 'resource', status: 200, result, includes: query.includes } as const;
  }

  /** All of a request on one server, which may lag behind what others have written, and not behind the caller. */
  #read<T>(caller: Caller, read: Read<T>): Promise<T> {
    const hasWritten = caller.kind === 'user' && caller.hasWritten === true;
    return this.tools.reads.run(hasWritten ? 'own-writes' : 'recent', read);
  }

  async #idOf(reader: ResourceReader, name: string, caller: Caller): Promise<string> {
    const visibility = this.tools.access.visibilityFor(caller);
    const filter = selectorOf(this.definition, name);
    const found = await reader.judge(this.definition, { filter, visibility }, []);
    if (found === null) throw this.#missing(name);
    return found.id;
  }

  #missing(name: string): JsonApiError {
    return new JsonApiError(notFound(`${this.definition.type} "${name}"`));
  }
}

export interface Reading {
  readonly query: ResourceQuery;
  readonly caller: Caller;
}

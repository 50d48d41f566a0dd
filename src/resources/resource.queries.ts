import type { Caller } from '../auth/caller.js';
import { notFound } from '../jsonapi/errors/errors.js';
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
import type { ResourceTools } from './resource-tools.js';

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
    private readonly tools: Pick<ResourceTools, 'access' | 'reader'>,
  ) {}

  async list(query: ResourceQuery, caller: Caller): Promise<CollectionAnswer> {
    const visibility = this.tools.access.visibilityFor(caller, query.reach);
    const result = await this.tools.reader.page({ definition: this.definition, query, visibility });
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
  async related(
    related: RelatedName,
    { caller, query }: Reading,
  ): Promise<ResourceAnswer | CollectionAnswer> {
    const { relationship } = related;
    const request = {
      definition: relationship.target(),
      query,
      visibility: this.tools.access.visibilityFor(caller, query.reach),
      of: { definition: this.definition, id: await this.#idOf(related.name, caller), relationship },
    };
    if (relationship.cardinality === 'many') {
      const result = await this.tools.reader.page(request);
      return { kind: 'collection', result, includes: query.includes, page: query.page };
    }
    const result = await this.tools.reader.one(request);
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
    const result = await this.tools.reader.one({ definition, query, visibility, filter });
    if (result.primary === null) throw this.#missing(name);
    return { kind: 'resource', status: 200, result, includes: query.includes } as const;
  }

  async #idOf(name: string, caller: Caller): Promise<string> {
    const visibility = this.tools.access.visibilityFor(caller);
    const filter = selectorOf(this.definition, name);
    const found = await this.tools.reader.judge(this.definition, { filter, visibility }, []);
    if (found === null) throw this.#missing(name);
    return found.id;
  }

  #missing(name: string): JsonApiError {
    return new JsonApiError(notFound(`${this.definition.type} "${name.slice(0, 60)}"`));
  }
}

export interface Reading {
  readonly query: ResourceQuery;
  readonly caller: Caller;
}

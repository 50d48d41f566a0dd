import type { Caller } from '../auth/caller.js';
import type { RowValues } from '../database/resource.writer.js';
import type { Transaction } from '../database/transactions.js';
import { notFound } from '../jsonapi/errors/errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import type { ResourceQuery } from '../jsonapi/request/query.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { definitionOf } from '../jsonapi/resource/define-resource.js';
import type { EntityClass, ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { type Answer, type ResourceAnswer, noContent } from '../jsonapi/response/answer.js';
import type { StagedImages } from '../media/staged-images.js';
import { constraintFaults } from './constraint-faults.js';
import { requireVersion } from './row-version.js';
import { mergedRuleFaults } from './merged-rules.js';
import { guardedFaults, relatedFaults, rowValuesOf } from './resource-values.js';
import type { ResourceTools } from './resource-tools.js';
import { ResourceLinks } from './resource.links.js';
import { ResourceQueries } from './resource.queries.js';

/** Who writes, and what he wants to be answered. */
export interface Writing {
  readonly caller: Caller;
  readonly query: ResourceQuery;
  /** Row versions on which the client insists; null where it does not. */
  readonly ifMatch?: readonly string[] | null;
}

/** The injection token of a resource's service. */
export function serviceOf(entity: EntityClass): string {
  return `SERVICE_OF_${definitionOf(entity).type}`;
}

/**
 * What every resource can do. A resource with rules of its own extends it and overrides the hooks; it never
 * sees a transaction's beginning or end, nor a file.
 */
export class ResourceService<E extends object = object> {
  readonly definition: ResourceDefinition;
  readonly links: ResourceLinks;
  readonly queries: ResourceQueries;

  constructor(
    entity: EntityClass<E>,
    protected readonly tools: ResourceTools,
  ) {
    this.definition = definitionOf(entity);
    this.links = new ResourceLinks(this.definition, tools);
    this.queries = new ResourceQueries(this.definition, tools);
  }

  /** What the server itself sets on a new row, and the document's values as they are to be stored. */
  protected async beforeCreate(values: RowValues, _caller: Caller): Promise<RowValues> {
    return values;
  }

  /** The document's values as they are to be stored; `current` is locked until they are. */
  protected async beforeUpdate(
    values: RowValues,
    _current: E,
    _caller: Caller,
  ): Promise<RowValues> {
    return values;
  }

  /** As whom the answer to a create is read. */
  protected readerOf(_id: string, caller: Caller): Caller {
    return caller;
  }

  async create(document: ResourceDocument, { caller, query }: Writing): Promise<ResourceAnswer> {
    const values = await this.beforeCreate(rowValuesOf(document), caller);
    await this.#refuseFaults(document, null, caller);
    const id = await this.#withImages(document, caller, async (transaction, images) => {
      const pictures = await images.resolve(transaction, null);
      const row = { ...values, ...pictures };
      const created = await this.tools.writer.insert(transaction, this.definition, row);
      await images.attach(transaction, this.definition, created);
      return created;
    });
    return this.queries.written(id, 201, { caller: this.readerOf(id, caller), query });
  }

  /** @param name the resource as the URL names it */
  async update(
    name: string,
    document: ResourceDocument,
    { caller, ifMatch, query }: Writing,
  ): Promise<ResourceAnswer> {
    const { definition } = this;
    const id = await this.tools.access.requireWrite(definition, name, { action: 'update', caller });
    await this.#withImages(document, caller, async (transaction, images) => {
      const current = await this.#lock(transaction, id, ifMatch);
      await this.#refuseFaults(document, current, caller);
      const pictures = await images.resolve(transaction, current as RowValues);
      const values = await this.beforeUpdate(rowValuesOf(document), current, caller);
      await this.tools.writer.update(transaction, { definition, id }, { ...values, ...pictures });
      await images.attach(transaction, definition, id);
    });
    return this.queries.written(id, 200, { caller, query });
  }

  /** What has a `deletedAt` is kept for a restore; its pictures are kept with it. */
  async delete(name: string, { caller, ifMatch }: Omit<Writing, 'query'>): Promise<Answer> {
    const { definition } = this;
    const id = await this.tools.access.requireWrite(definition, name, { action: 'delete', caller });
    await this.tools.transactions.run(async (transaction) => {
      await this.#lock(transaction, id, ifMatch);
      await this.tools.writer.update(transaction, { definition, id }, { deletedAt: new Date() });
    });
    return noContent;
  }

  async #lock(
    transaction: Transaction,
    id: string,
    ifMatch?: readonly string[] | null,
  ): Promise<E> {
    const row = { definition: this.definition, id };
    const current = await this.tools.writer.lock<E>(transaction, row);
    if (current === null) throw new JsonApiError(notFound(`${this.definition.type} "${id}"`));
    await requireVersion(this.tools.writer, transaction, { row, ifMatch });
    return current;
  }

  /** Pictures first, the row last; when the row fails, its pictures are gone too. */
  async #withImages<T>(
    document: ResourceDocument,
    caller: Caller,
    write: (transaction: Transaction, images: StagedImages) => Promise<T>,
  ): Promise<T> {
    const callerId = caller.kind === 'user' ? caller.id : null;
    const images = await this.tools.images.stage(document, callerId);
    let written: T;
    try {
      written = await this.tools.transactions.run((transaction) => write(transaction, images));
    } catch (error) {
      await images.discard();
      throw constraintFaults(error, document) ?? error;
    }
    await images.complete();
    return written;
  }

  async #refuseFaults(
    document: ResourceDocument,
    current: E | null,
    caller: Caller,
  ): Promise<void> {
    const visibility = this.tools.access.visibilityFor(caller);
    const audiences = (name: string) => visibility.audience(this.definition, name);
    const faults = [
      ...guardedFaults(document, current as RowValues | null, audiences),
      ...mergedRuleFaults(document, current as RowValues | null),
      ...(await relatedFaults(document, this.tools.reader, visibility)),
    ];
    if (faults.length > 0) throw new JsonApiError(faults);
  }
}

import type { Caller } from '../auth/caller.js';
import type { RowValues } from '../database/resource.writer.js';
import { notFound } from '../jsonapi/errors/errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import type { ResourceQuery } from '../jsonapi/request/query.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { definitionOf } from '../jsonapi/resource/define-resource.js';
import type { EntityClass, ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { type Answer, type ResourceAnswer, noContent } from '../jsonapi/response/answer.js';
import { constraintFaults } from './constraint-faults.js';
import { requireVersion } from './row-version.js';
import { mergedRuleFaults } from './merged-rules.js';
import { guardedFaults, relatedFaults, rowValuesOf } from './resource-values.js';
import type { WriteAction } from './resource-access.js';
import type { ResourceTools } from './resource-tools.js';
import { ResourceLinks } from './resource.links.js';
import { ResourceQueries } from './resource.queries.js';
import type { WriteUnit } from './write-unit.js';

/** Who writes, and what he wants to be answered. */
export interface Writing {
  readonly caller: Caller;
  readonly query: ResourceQuery;
  /** Row versions on which the client insists; null where it does not. */
  readonly ifMatch?: readonly string[] | null;
}

/** The row that a write is about. */
export interface Target extends Pick<Writing, 'ifMatch'> {
  /** As the URL names it. */
  readonly name: string;
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
  protected async beforeCreate(
    values: RowValues,
    _caller: Caller,
    _unit: WriteUnit,
  ): Promise<RowValues> {
    return values;
  }

  /** The document's values as they are to be stored; `current` is locked until they are. */
  protected async beforeUpdate(
    values: RowValues,
    _current: E,
    _caller: Caller,
    _unit: WriteUnit,
  ): Promise<RowValues> {
    return values;
  }

  /** As whom the answer to a create is read. */
  readerOf(_id: string, caller: Caller): Caller {
    return caller;
  }

  async create(document: ResourceDocument, { caller, query }: Writing): Promise<ResourceAnswer> {
    const id = await this.tools.units.run([document], caller, (unit) =>
      this.createIn(unit, document),
    );
    return this.queries.written(id, 201, { caller: this.readerOf(id, caller), query });
  }

  /** @param name the resource as the URL names it */
  async update(
    name: string,
    document: ResourceDocument,
    writing: Writing,
  ): Promise<ResourceAnswer> {
    const { caller, ifMatch, query } = writing;
    const id = await this.tools.units.run([document], caller, (unit) =>
      this.updateIn(unit, { name, ifMatch }, document),
    );
    return this.queries.written(id, 200, { caller, query });
  }

  async delete(name: string, { caller, ifMatch }: Omit<Writing, 'query'>): Promise<Answer> {
    await this.tools.units.run([], caller, (unit) => this.deleteIn(unit, { name, ifMatch }));
    return noContent;
  }

  /** @returns the new resource's id */
  async createIn(unit: WriteUnit, document: ResourceDocument): Promise<string> {
    const { definition } = this;
    unit.access.requireCreate(definition, unit.caller);
    await this.#refuseFaults(unit, document, null);
    const images = unit.imagesOf(document);
    return explained(document, async () => {
      const pictures = await images.resolve(unit.transaction, null);
      const values = await this.beforeCreate(rowValuesOf(document), unit.caller, unit);
      const row = { ...values, ...pictures };
      const id = await this.tools.writer.insert(unit.transaction, definition, row);
      await images.attach(unit.transaction, definition, id);
      await this.links.writeMembers(unit, id, document);
      return id;
    });
  }

  /** @returns the resource's id */
  async updateIn(unit: WriteUnit, target: Target, document: ResourceDocument): Promise<string> {
    const { definition } = this;
    const { current, id } = await this.#claim(unit, target, 'update');
    await this.#refuseFaults(unit, document, current);
    const images = unit.imagesOf(document);
    return explained(document, async () => {
      const pictures = await images.resolve(unit.transaction, current as RowValues);
      const sent = rowValuesOf(document);
      const values = await this.beforeUpdate(sent, current, unit.caller, unit);
      const row = { ...values, ...pictures };
      await this.tools.writer.update(unit.transaction, { definition, id }, row);
      await images.attach(unit.transaction, definition, id);
      await this.links.writeMembers(unit, id, document);
      return id;
    });
  }

  /** What has a `deletedAt` is kept for a restore; its pictures are kept with it. */
  async deleteIn(unit: WriteUnit, target: Target): Promise<void> {
    const { definition } = this;
    const { id } = await this.#claim(unit, target, 'delete');
    await this.tools.writer.update(unit.transaction, { definition, id }, { deletedAt: new Date() });
  }

  /** Finds, judges and locks the row that a write is about. */
  async #claim(
    { access, caller, transaction }: WriteUnit,
    { ifMatch, name }: Target,
    action: WriteAction,
  ): Promise<{ readonly id: string; readonly current: E }> {
    const { definition } = this;
    const id = await access.requireWrite(definition, name, { action, caller });
    const row = { definition, id };
    const current = await this.tools.writer.lock<E>(transaction, row);
    if (current === null) throw new JsonApiError(notFound(`${definition.type} "${id}"`));
    await requireVersion(this.tools.writer, transaction, { row, ifMatch });
    return { id, current };
  }

  async #refuseFaults(
    { access, caller, reader }: WriteUnit,
    document: ResourceDocument,
    current: E | null,
  ): Promise<void> {
    const visibility = access.visibilityFor(caller);
    const audiences = (name: string) => visibility.audience(this.definition, name);
    const faults = [
      ...guardedFaults(document, current as RowValues | null, audiences),
      ...mergedRuleFaults(document, current as RowValues | null),
      ...(await relatedFaults(document, reader, visibility)),
    ];
    if (faults.length > 0) throw new JsonApiError(faults);
  }
}

/** What a constraint refuses is told in the words of the document. */
async function explained<T>(document: ResourceDocument, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw constraintFaults(error, document) ?? error;
  }
}

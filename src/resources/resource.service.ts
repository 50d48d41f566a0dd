import type { Caller } from '../auth/caller.js';
import type { RowValues } from '../database/resource.writer.js';
import { notFound } from '../jsonapi/errors/data.errors.js';
import { type Fault, JsonApiError } from '../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { definitionOf } from '../jsonapi/resource/define-resource.js';
import type { EntityClass, ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { type Answer, type ResourceAnswer, noContent } from '../jsonapi/response/answer.js';
import { explained, unneeded } from './constraint-faults.js';
import { recordCreate, recordDelete, recordUpdate } from './privileged-writes.js';
import { documentFaults } from './document-faults.js';
import { requireVersion } from './row-version.js';
import { isDeleted, requireRestore } from './restoring.js';
import { type WritableRow, type WriteAction, refused } from './resource-access.js';
import { rowValuesOf } from './resource-values.js';
import type { Admission, Creating, Target, Writing } from './resource-writing.js';
import type { ResourceTools } from './resource-tools.js';
import { ResourceLinks } from './resource.links.js';
import { ResourceQueries } from './resource.queries.js';
import type { JudgedWrite, WriteUnit } from './write-unit.js';

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

  /**
   * Before anything is begun: refuses whoever does this too often. It is not part of the transaction, whose undoing
   * would give back what was counted.
   */
  async admit(_document: ResourceDocument, _admission: Admission): Promise<void> {}

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

  /** What the resource's own rules say against a document, found together with all its other faults. */
  protected async ruleFaults(
    _document: ResourceDocument,
    _write: JudgedWrite<E>,
  ): Promise<readonly Fault[]> {
    return [];
  }

  /** As whom the answer to a create is read. */
  readerOf(_id: string, caller: Caller): Caller {
    return caller;
  }

  async create(document: ResourceDocument, writing: Creating): Promise<ResourceAnswer> {
    const { caller, idempotent, query } = writing;
    await this.admit(document, { caller, mode: 'create', name: null });
    return this.tools.units.run([document], caller, async (unit) => {
      await idempotent?.begin(unit.transaction);
      const id = await this.createIn(unit, document);
      const reading = { caller: this.readerOf(id, caller), query };
      const queries = new ResourceQueries(this.definition, unit);
      const answer = await queries.written(id, 201, reading);
      await idempotent?.keep(unit.transaction, answer);
      return answer;
    });
  }

  /** @param name the resource as the URL names it */
  async update(
    name: string,
    document: ResourceDocument,
    writing: Writing,
  ): Promise<ResourceAnswer> {
    const { caller, ifMatch, query } = writing;
    await this.admit(document, { caller, mode: 'update', name });
    return this.tools.units.run([document], caller, async (unit) => {
      const id = await this.updateIn(unit, { name, ifMatch, reach: query.reach }, document);
      // Here rather than after the commit: what was written is never answered with a refusal to read it.
      return new ResourceQueries(this.definition, unit).written(id, 200, { caller, query });
    });
  }

  async delete(name: string, { caller, ifMatch, query }: Writing): Promise<Answer> {
    const target = { name, ifMatch, reach: query.reach };
    await this.tools.units.run([], caller, (unit) => this.deleteIn(unit, target));
    return noContent;
  }

  /** @returns the new resource's id */
  async createIn(unit: WriteUnit, document: ResourceDocument): Promise<string> {
    const { definition } = this;
    unit.access.requireCreate(definition, unit.caller);
    const sent = rowValuesOf(document);
    const judged = await unit.access.judgeCreate(definition, sent, unit.caller);
    const write = { unit, current: null, audiences: judged.audiences };
    await this.#refuseFaults(document, write);
    if (!judged.allowed) throw refused(unit.caller, `create such a ${definition.type}`);
    const files = unit.filesOf(document);
    return explained(document, async () => {
      const stored = await files.resolve(unit.transaction, null);
      const values = await this.beforeCreate(sent, unit.caller, unit);
      const row = { ...values, ...stored };
      const id = await this.tools.writer.insert(unit.transaction, definition, row);
      await files.attach(unit.transaction, definition, id);
      await this.links.writeMembers(unit, id, document);
      await recordCreate(unit, { document, id, ...judged });
      return id;
    });
  }

  /** @returns the resource's id */
  async updateIn(unit: WriteUnit, target: Target, document: ResourceDocument): Promise<string> {
    const { definition } = this;
    const claimed = await this.#claim(unit, target, 'update');
    const { audiences, current, deleted, id } = claimed;
    if (deleted) requireRestore(document);
    await this.#refuseFaults(document, { unit, current, audiences });
    const files = unit.filesOf(document);
    return explained(document, async () => {
      const stored = await files.resolve(unit.transaction, current as RowValues);
      const sent = rowValuesOf(document);
      const values = await this.beforeUpdate(sent, current, unit.caller, unit);
      const row = { ...values, ...stored };
      await this.tools.writer.update(unit.transaction, { definition, id }, row);
      await files.attach(unit.transaction, definition, id);
      await this.links.writeMembers(unit, id, document);
      await recordUpdate(unit, { definition, ...claimed }, document);
      return id;
    });
  }

  /**
   * What can be restored is kept with its pictures; everything else is gone, and so is what is deleted a second
   * time.
   *
   * @throws JsonApiError 409 where others depend on what would be gone
   */
  async deleteIn(unit: WriteUnit, target: Target): Promise<void> {
    const { definition } = this;
    const claimed = await this.#claim(unit, target, 'delete');
    const { deleted, id } = claimed;
    await recordDelete(unit, { definition, ...claimed });
    const row = { definition, id };
    if (definition.deletion !== null && !deleted) {
      const now = { [definition.deletion.property]: new Date() };
      await this.tools.writer.update(unit.transaction, row, now);
      return;
    }
    await unit.release(row);
    await unneeded(definition, this.tools.writer.delete(unit.transaction, row));
  }

  /** Finds, judges and locks the row that a write is about. */
  async #claim(
    { access, caller, transaction }: WriteUnit,
    { ifMatch, name, reach }: Target,
    action: WriteAction,
  ): Promise<WritableRow & { readonly current: E }> {
    const { definition } = this;
    const judged = await access.requireWrite(definition, name, { action, caller, reach });
    const row = { definition, id: judged.id };
    const current = await this.tools.writer.lock<E>(transaction, row);
    // Between the two, somebody else may have deleted, restored or erased it.
    if (current === null || isDeleted(definition, current) !== judged.deleted)
      throw new JsonApiError(notFound(`${definition.type} "${name}"`));
    await requireVersion(this.tools.writer, transaction, { row, ifMatch });
    return { ...judged, current };
  }

  async #refuseFaults(document: ResourceDocument, write: JudgedWrite<E>): Promise<void> {
    const faults = await documentFaults(document, write, () => this.ruleFaults(document, write));
    if (faults.length > 0) throw new JsonApiError(faults);
  }
}

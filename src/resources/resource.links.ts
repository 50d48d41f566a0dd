import type { Caller } from '../auth/caller.js';
import type { RowValues } from '../database/resource.writer.js';
import { forbidden } from '../jsonapi/errors/request.errors.js';
import { missingMember } from '../jsonapi/errors/document.errors.js';
import { notFound } from '../jsonapi/errors/data.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { LinkageDocument } from '../jsonapi/request/linkage.pipe.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { type Answer, noContent } from '../jsonapi/response/answer.js';
import { requireLinkable } from './linkable.js';
import { recordLinkage } from './privileged-writes.js';
import { explainedLinkage } from './constraint-faults.js';
import { identifiersIn, missingFaults } from './related-faults.js';
import { isDeleted } from './restoring.js';
import type { ResourceTools } from './resource-tools.js';
import type { WriteUnit } from './write-unit.js';

/** Changes what one resource is related to, without touching its attributes. */
export class ResourceLinks {
  constructor(
    private readonly definition: ResourceDefinition,
    private readonly tools: ResourceTools,
  ) {}

  /** @param name the resource as the URL names it */
  async change(name: string, document: LinkageDocument, caller: Caller): Promise<Answer> {
    await this.tools.units.run([], caller, (unit) => this.changeIn(unit, name, document));
    return noContent;
  }

  /**
   * @throws JsonApiError 403 where the relationship cannot be changed this way, 404 where a related resource
   *   is not there for the caller
   */
  async changeIn(unit: WriteUnit, name: string, document: LinkageDocument): Promise<void> {
    const { definition } = this;
    const { change, linkage, relationship } = document;
    requireLinkable(definition, relationship, { change, links: this.tools.writer.links });
    const write = { action: 'update', caller: unit.caller } as const;
    const judged = await unit.access.requireWrite(definition, name, write);
    const { audiences, id } = judged;
    if (relationship.writableBy !== null && !audiences.has(relationship.writableBy))
      throw new JsonApiError(forbidden(`You may not change "${relationship.name}".`));
    if (linkage === null && relationship.required)
      throw new JsonApiError(missingMember(document.pointer, relationship.name));
    const row = await this.tools.writer.lock<RowValues>(unit.transaction, { definition, id });
    if (row === null || isDeleted(definition, row))
      throw new JsonApiError(notFound(`${definition.type} "${name}"`));
    await requireRelated(unit, document, row);
    await explainedLinkage(document, () => this.#write(unit, id, document));
    await recordLinkage(unit, { definition, ...judged, current: row }, document);
  }

  /** The to-many relationships of a whole document: each is replaced. */
  async writeMembers(unit: WriteUnit, id: string, document: ResourceDocument): Promise<void> {
    for (const [relationship, linkage] of document.relationships) {
      if (relationship.cardinality === 'one') continue;
      const change = 'replace' as const;
      requireLinkable(this.definition, relationship, { change, links: this.tools.writer.links });
      const ids = identifiersIn(linkage).map((related) => related.id);
      const row = { definition: this.definition, id };
      await this.tools.writer.links.change(unit.transaction, row, { relationship, change, ids });
    }
  }

  async #write(
    { transaction }: WriteUnit,
    id: string,
    { change, linkage, relationship }: LinkageDocument,
  ): Promise<void> {
    const row = { definition: this.definition, id };
    const ids = identifiersIn(linkage).map((related) => related.id);
    if (relationship.cardinality === 'many') {
      await this.tools.writer.links.change(transaction, row, { relationship, change, ids });
      return;
    }
    const key = ids[0] === undefined ? null : { id: ids[0] };
    await this.tools.writer.update(transaction, row, { [relationship.property]: key });
  }
}

/** Removing what is not there, for whatever reason, is no fault. */
async function requireRelated(
  unit: WriteUnit,
  { change, linkage, pointer, relationship }: LinkageDocument,
  row: RowValues,
): Promise<void> {
  if (change === 'remove') return;
  const pointerTo = (index: number | null) => `${pointer}${index === null ? '' : `/${index}`}/id`;
  const faults = await missingFaults(unit, { relationship, linkage, row, pointerTo });
  if (faults.length > 0) throw new JsonApiError(faults);
}

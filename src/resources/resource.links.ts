import type { Caller } from '../auth/caller.js';
import type { ResourceIdentifier } from '../jsonapi/document.js';
import { missingMember, relatedNotFound } from '../jsonapi/errors/errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { LinkageDocument } from '../jsonapi/request/linkage.pipe.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { type Answer, noContent } from '../jsonapi/response/answer.js';
import { requireLinkable } from './linkable.js';
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
    const id = await unit.access.requireWrite(definition, name, write);
    if (linkage === null && relationship.required)
      throw new JsonApiError(missingMember(document.pointer, relationship.name));
    await requireRelated(unit, document);
    await this.#write(unit, id, document);
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
    await this.tools.writer.lock(transaction, row);
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
  { access, caller, reader }: WriteUnit,
  { change, linkage, pointer, relationship }: LinkageDocument,
): Promise<void> {
  const named = change === 'remove' ? [] : identifiersIn(linkage);
  if (named.length === 0) return;
  const ids = named.map(({ id }) => id);
  const known = await reader.visibleIds(relationship.target(), ids, access.visibilityFor(caller));
  const faults = named.flatMap(({ id, type }, index) => {
    const place = relationship.cardinality === 'many' ? `${pointer}/${index}/id` : `${pointer}/id`;
    return known.has(id) ? [] : [relatedNotFound(place, type, id)];
  });
  if (faults.length > 0) throw new JsonApiError(faults);
}

function identifiersIn(linkage: LinkageDocument['linkage']): readonly ResourceIdentifier[] {
  return [linkage ?? []].flat() as readonly ResourceIdentifier[];
}

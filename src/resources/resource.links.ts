import type { Caller } from '../auth/caller.js';
import type { Transaction } from '../database/transactions.js';
import type { ResourceIdentifier } from '../jsonapi/document.js';
import { missingMember, relatedNotFound } from '../jsonapi/errors/errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import type { LinkageDocument } from '../jsonapi/request/linkage.pipe.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { type Answer, noContent } from '../jsonapi/response/answer.js';
import { requireLinkable } from './linkable.js';
import type { ResourceTools } from './resource-tools.js';

/** Changes what one resource is related to, without touching its attributes. */
export class ResourceLinks {
  constructor(
    private readonly definition: ResourceDefinition,
    private readonly tools: ResourceTools,
  ) {}

  /**
   * @param name the resource as the URL names it
   * @throws JsonApiError 403 where the relationship cannot be changed this way, 404 where a related resource
   *   is not there for the caller
   */
  async change(name: string, document: LinkageDocument, caller: Caller): Promise<Answer> {
    const { definition } = this;
    const { change, relationship } = document;
    requireLinkable(definition, relationship, { change, links: this.tools.writer.links });
    const id = await this.tools.access.requireWrite(definition, name, { action: 'update', caller });
    if (document.linkage === null && relationship.required)
      throw new JsonApiError(missingMember('/data', relationship.name));
    await this.#requireRelated(document, caller);
    await this.tools.transactions.run((transaction) => this.#write(transaction, id, document));
    return noContent;
  }

  async #write(
    transaction: Transaction,
    id: string,
    { change, linkage, relationship }: LinkageDocument,
  ): Promise<void> {
    const row = { definition: this.definition, id };
    await this.tools.writer.lock(transaction, row);
    if (relationship.cardinality === 'many') {
      const ids = identifiersIn(linkage).map((related) => related.id);
      await this.tools.writer.links.change(transaction, row, { relationship, change, ids });
      return;
    }
    const [related] = identifiersIn(linkage);
    const key = related === undefined ? null : { id: related.id };
    await this.tools.writer.update(transaction, row, { [relationship.property]: key });
  }

  /** Removing what is not there, for whatever reason, is no fault. */
  async #requireRelated(
    { change, linkage, relationship }: LinkageDocument,
    caller: Caller,
  ): Promise<void> {
    const named = change === 'remove' ? [] : identifiersIn(linkage);
    if (named.length === 0) return;
    const ids = named.map(({ id }) => id);
    const visibility = this.tools.access.visibilityFor(caller);
    const known = await this.tools.reader.visibleIds(relationship.target(), ids, visibility);
    const faults = named.flatMap(({ id, type }, index) => {
      const place = relationship.cardinality === 'many' ? `/data/${index}/id` : '/data/id';
      return known.has(id) ? [] : [relatedNotFound(place, type, id)];
    });
    if (faults.length > 0) throw new JsonApiError(faults);
  }
}

function identifiersIn(linkage: LinkageDocument['linkage']): readonly ResourceIdentifier[] {
  return [linkage ?? []].flat() as readonly ResourceIdentifier[];
}

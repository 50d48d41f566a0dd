import type { LinkChange, LinkWriter } from '../database/link.writer.js';
import { relationshipReadonly } from '../jsonapi/errors/document.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../jsonapi/resource/resource-definition.js';

/**
 * Members of a to-many relationship can be changed where a junction holds them; where the other resource holds
 * the key, it is that resource that is to be changed.
 *
 * @throws JsonApiError 403
 */
export function requireLinkable(
  definition: ResourceDefinition,
  relationship: RelationshipDefinition,
  { change, links }: { readonly change: LinkChange; readonly links: LinkWriter },
): void {
  const { cardinality, name, readonly, writeOnce } = relationship;
  // https://jsonapi.org/format/1.1/#crud-updating-to-one-relationships knows PATCH only
  const allowed =
    cardinality === 'one' ? change === 'replace' : links.canChange({ definition }, relationship);
  if (readonly || writeOnce || !allowed) throw new JsonApiError(relationshipReadonly(name));
}

import { identity } from '../resource/codecs.js';
import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';

const maximumRelationDepth = 3;

/** An attribute and the relationships on the way to it. */
export interface FieldPath {
  readonly path: readonly RelationshipDefinition[];
  readonly attribute: AttributeDefinition;
}

/** `id` can be filtered and sorted by like an attribute. */
const id: AttributeDefinition = {
  name: 'id',
  property: 'id',
  codec: identity,
  derived: false,
  required: false,
  nullable: false,
  readonly: true,
  clearable: false,
  writeOnce: false,
  writeOnly: false,
  sortable: true,
  filterable: true,
  visibleTo: null,
  writableBy: null,
  privileged: false,
  description: null,
};

/**
 * Follows `event.starts-at` from a resource to an attribute.
 *
 * @returns `problem`: a sentence that says which name leads nowhere
 */
export function resolveField(
  text: string,
  from: ResourceDefinition,
): FieldPath | { readonly problem: string } {
  const names = text.split('.');
  const last = names.pop() ?? '';
  if (names.length > maximumRelationDepth)
    return { problem: `it is more than ${maximumRelationDepth} relationships deep.` };
  const path: RelationshipDefinition[] = [];
  let definition = from;
  for (const name of names) {
    const relationship = definition.relationships.get(name);
    if (relationship === undefined)
      return { problem: `${definition.type} has no relationship "${name}".` };
    path.push(relationship);
    definition = relationship.target();
  }
  const attribute = last === 'id' ? id : definition.attributes.get(last);
  if (attribute === undefined || attribute.writeOnly)
    return { problem: `${definition.type} has no attribute "${last}".` };
  return { path, attribute };
}

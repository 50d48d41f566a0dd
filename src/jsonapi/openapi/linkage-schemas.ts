import { identity } from '../resource/codecs.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import { namesOf } from './component-names.js';
import { type Schema, arrayOf, nullable, object, ref } from './schema.js';

export function identification({ type }: ResourceDefinition): {
  readonly type: Schema;
  readonly id: Schema;
} {
  return { type: { type: 'string', const: type }, id: identity.schema };
}

/** https://jsonapi.org/format/1.1/#document-resource-object-linkage */
export function linkage(relationship: RelationshipDefinition): Schema {
  return linkageOf(relationship, ref(`${namesOf(relationship.target()).one}Identifier`));
}

/** Inside a new or changed resource: it may refer to what an earlier operation of the request adds. */
export function writtenLinkage(relationship: RelationshipDefinition): Schema {
  const { type } = identification(relationship.target());
  const identifier = ref(`${namesOf(relationship.target()).one}Identifier`);
  return linkageOf(relationship, { oneOf: [identifier, object({ type, lid }, ['type', 'lid'])] });
}

/** https://jsonapi.org/format/1.1/#document-resource-object-identification */
export const lid: Schema = {
  type: 'string',
  description: 'Among atomic operations: the name under which one of them adds the resource.',
};

function linkageOf({ cardinality }: RelationshipDefinition, identifier: Schema): Schema {
  return cardinality === 'one' ? nullable(identifier) : arrayOf(identifier);
}

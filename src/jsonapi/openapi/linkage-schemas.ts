import { identity } from '../resource/codecs.js';
import type {
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import { namesOf } from './component-names.js';
import { type Schema, arrayOf, nullable, ref } from './schema.js';

export function identification({ type }: ResourceDefinition): {
  readonly type: Schema;
  readonly id: Schema;
} {
  return { type: { type: 'string', const: type }, id: identity.schema };
}

/** https://jsonapi.org/format/1.1/#document-resource-object-linkage */
export function linkage({ cardinality, target }: RelationshipDefinition): Schema {
  const identifier = ref(`${namesOf(target()).one}Identifier`);
  return cardinality === 'one' ? nullable(identifier) : arrayOf(identifier);
}

import type { Fieldsets } from '../request/query.js';
import type { ResourceDefinition } from '../resource/resource-definition.js';
import type { Projection } from './resource-record.js';

const whole = new WeakMap<ResourceDefinition, Projection>();

/** Which fields of a type a request is answered with. */
export function projectionOf(definition: ResourceDefinition, fields: Fieldsets): Projection {
  const names = fields.get(definition.type);
  if (names === undefined) return wholeProjection(definition);
  return {
    definition,
    attributes: readable(definition).filter(({ name }) => names.has(name)),
    relationships: [...definition.relationships.values()].filter(({ name }) => names.has(name)),
    meta: definition.meta.filter(({ name }) => names.has(name)),
  };
}

export function wholeProjection(definition: ResourceDefinition): Projection {
  const known = whole.get(definition);
  if (known !== undefined) return known;
  const projection = {
    definition,
    attributes: readable(definition),
    relationships: [...definition.relationships.values()],
    meta: definition.meta,
  };
  whole.set(definition, projection);
  return projection;
}

function readable({ attributes }: ResourceDefinition) {
  return [...attributes.values()].filter(({ writeOnly }) => !writeOnly);
}

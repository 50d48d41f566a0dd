import type {
  AttributeDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import { attributeSchema } from './attribute-schema.js';
import { words } from './component-names.js';
import type { Schema } from './schema.js';

const day = 24 * 60 * 60 * 1000;
const firstEvening = Date.UTC(2030, 5, 1, 18);

/** A document that creates a resource: what is required, and a picture. It passes the resource's own rules. */
export function sampleCreation(definition: ResourceDefinition): Schema {
  const related = [...definition.relationships.values()].filter(isNeeded);
  const relationships = Object.fromEntries(related.map((one) => [one.name, sampleLinkage(one)]));
  return {
    data: {
      type: definition.type,
      attributes: sampleAttributes(definition, isShown),
      ...(related.length > 0 && { relationships }),
    },
  };
}

/** A document that changes one attribute. */
export function sampleUpdate(definition: ResourceDefinition): Schema {
  const writable = [...definition.attributes.values()].filter(({ readonly }) => !readonly);
  const shown = writable.find(({ writeOnly }) => !writeOnly);
  const attributes = sampleAttributes(definition, (attribute) => attribute === shown);
  return { data: { type: definition.type, id: '1', attributes } };
}

const isNeeded = ({ readonly, required }: RelationshipDefinition) => required && !readonly;

/** `{data}` with one resource identifier. */
export function sampleLinkage({ cardinality, target }: RelationshipDefinition): Schema {
  const identifier = { type: target().type, id: '1' };
  return { data: cardinality === 'one' ? identifier : [identifier] };
}

function isShown({ codec, readonly, required }: AttributeDefinition): boolean {
  return !readonly && (required || codec.writeSchema !== undefined);
}

function sampleAttributes(
  definition: ResourceDefinition,
  isWanted: (attribute: AttributeDefinition) => boolean,
): Schema {
  let days = 0;
  const entries = [...definition.attributes.values()].filter(isWanted).map((attribute) => {
    const schema = attributeSchema(definition, attribute, 'create');
    // What is declared later comes later: an event ends after it has started.
    if (schema['format'] === 'date-time') days += 1;
    return [attribute.name, sampleValue(attribute.name, schema, firstEvening + (days - 1) * day)];
  });
  return Object.fromEntries(entries) as Schema;
}

function sampleValue(name: string, schema: Schema, moment: number): unknown {
  const [given] = (schema['examples'] ?? schema['enum'] ?? []) as readonly unknown[];
  if (given !== undefined) return given;
  if (schema['format'] === 'date-time') return new Date(moment).toISOString();
  const [type] = [schema['type']].flat();
  if (type === 'boolean') return false;
  if (type === 'array') return [];
  return type === 'string' ? `A ${words(name)}` : (schema['minimum'] ?? 0);
}

import type { ResourceDefinition } from '../resource/resource-definition.js';
import { attributeSchemas } from './attribute-schema.js';
import { words } from './component-names.js';
import { identification, linkage } from './linkage-schemas.js';
import { type Schema, type Schemas, object } from './schema.js';

/** The document that creates a resource. */
export function creationSchema(definition: ResourceDefinition): Schema {
  const required = [...definition.attributes.values()].filter(
    (one) => one.required && !one.readonly,
  );
  const related = [...definition.relationships.values()].filter(
    (one) => one.required && !one.readonly,
  );
  const { type } = identification(definition);
  const members = writtenMembers(definition, {
    attributes: required.map(({ name }) => name),
    relationships: related.map(({ name }) => name),
  });
  const needed = [
    'type',
    ...(required.length > 0 ? ['attributes'] : []),
    ...(related.length > 0 ? ['relationships'] : []),
  ];
  return requestDocument(object({ type, ...members }, needed), `A new ${words(definition.type)}.`);
}

/** The document that changes a resource. */
export function updateSchema(definition: ResourceDefinition): Schema {
  const members = writtenMembers(definition, { attributes: [], relationships: [] });
  return requestDocument(
    object({ ...identification(definition), ...members }, ['type', 'id']),
    'Members that are left out stay as they are.',
  );
}

function writtenMembers(
  definition: ResourceDefinition,
  required: Readonly<Record<'attributes' | 'relationships', readonly string[]>>,
): Schemas {
  const related = writableRelationships(definition);
  return {
    attributes: object(attributeSchemas(definition, 'write'), required.attributes),
    ...(Object.keys(related).length > 0 && {
      relationships: object(related, required.relationships),
    }),
  };
}

function requestDocument(data: Schema, description: string): Schema {
  const remark = 'Read-only members that are sent back are ignored; unknown ones are refused.';
  return { ...object({ data }, ['data']), description: `${description} ${remark}` };
}

function writableRelationships({ relationships }: ResourceDefinition): Schemas {
  const writable = [...relationships.values()].filter(({ readonly }) => !readonly);
  return Object.fromEntries(
    writable.map((one) => [one.name, object({ data: linkage(one) }, ['data'])]),
  );
}

import type { Mode } from '../request/resource-document.js';
import type { ResourceDefinition } from '../resource/resource-definition.js';
import { attributeSchemas } from './attribute-schema.js';
import { namesOf, words } from './component-names.js';
import { identification, lid, writtenLinkage } from './linkage-schemas.js';
import { type Schema, type Schemas, object, ref } from './schema.js';

/** The documents that create and change a resource, and the resource objects in them. */
export function requestSchemas(definition: ResourceDefinition): Schemas {
  const { one } = namesOf(definition);
  const identified = { allOf: [ref(`Changed${one}`)], required: ['id'] };
  return {
    [`New${one}`]: newResource(definition),
    [`Changed${one}`]: changedResource(definition),
    [`${one}Create`]: object({ data: ref(`New${one}`) }, ['data']),
    [`${one}Update`]: object({ data: identified }, ['data']),
  };
}

function newResource(definition: ResourceDefinition): Schema {
  const required = [...definition.attributes.values()].filter(
    (one) => one.required && !one.readonly,
  );
  const related = [...definition.relationships.values()].filter(
    (one) => one.required && !one.readonly,
  );
  const { type } = identification(definition);
  const members = writtenMembers(definition, 'create', {
    attributes: required.map(({ name }) => name),
    relationships: related.map(({ name }) => name),
  });
  const needed = [
    'type',
    ...(required.length > 0 ? ['attributes'] : []),
    ...(related.length > 0 ? ['relationships'] : []),
  ];
  const description = `A new ${words(definition.type)}. ${remark}`;
  return { ...object({ type, lid, ...members }, needed), description };
}

function changedResource(definition: ResourceDefinition): Schema {
  const members = writtenMembers(definition, 'update', { attributes: [], relationships: [] });
  const description = `Members that are left out stay as they are. ${remark}`;
  return { ...object({ ...identification(definition), lid, ...members }, ['type']), description };
}

const remark = 'Read-only members that are sent back are ignored; unknown ones are refused.';

function writtenMembers(
  definition: ResourceDefinition,
  mode: Mode,
  required: Readonly<Record<'attributes' | 'relationships', readonly string[]>>,
): Schemas {
  const related = writableRelationships(definition);
  return {
    attributes: object(attributeSchemas(definition, mode), required.attributes),
    ...(Object.keys(related).length > 0 && {
      relationships: object(related, required.relationships),
    }),
  };
}

function writableRelationships({ relationships }: ResourceDefinition): Schemas {
  const writable = [...relationships.values()].filter(({ readonly }) => !readonly);
  return Object.fromEntries(
    writable.map((one) => [one.name, object({ data: writtenLinkage(one) }, ['data'])]),
  );
}

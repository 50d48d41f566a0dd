import type {
  MetaDefinition,
  RelationshipDefinition,
  ResourceDefinition,
} from '../resource/resource-definition.js';
import { attributeSchemas } from './attribute-schema.js';
import { namesOf } from './component-names.js';
import { identification, linkage } from './linkage-schemas.js';
import { requestSchemas } from './request-schemas.js';
import { type Schema, type Schemas, arrayOf, object, ref } from './schema.js';

/** The component that stands for any resource of this server. */
export const anyResource = 'AnyResource';

/** Everything that is said of one type: what is read, what is written, and the documents around it. */
export function resourceSchemas(definition: ResourceDefinition): Schemas {
  const { one } = namesOf(definition);
  return {
    ...readSchemas(definition),
    [`${one}Identifier`]: object({ ...identification(definition), meta: ref('Meta') }, [
      'type',
      'id',
    ]),
    ...requestSchemas(definition),
    [`${one}Collection`]: collection(one),
  };
}

/** The resource as it is answered, and the document with one. */
export function readSchemas(definition: ResourceDefinition): Schemas {
  const { one } = namesOf(definition);
  const related = relationships(definition);
  return {
    [one]: resource(definition),
    [`${one}Attributes`]: object(attributeSchemas(definition, 'read')),
    ...(Object.keys(related).length > 0 && { [`${one}Relationships`]: object(related) }),
    [`${one}Document`]: document(ref(one)),
  };
}

/** https://jsonapi.org/format/1.1/#document-top-level */
export function document(data: Schema): Schema {
  const included = arrayOf(ref(anyResource));
  return object({ jsonapi: ref('JsonApi'), links: ref('DocumentLinks'), data, included }, [
    'jsonapi',
    'links',
    'data',
  ]);
}

export function collectionOf(data: Schema): Schema {
  return object(
    {
      jsonapi: ref('JsonApi'),
      links: ref('CollectionLinks'),
      data,
      included: arrayOf(ref(anyResource)),
      meta: ref('CollectionMeta'),
    },
    ['jsonapi', 'links', 'data', 'meta'],
  );
}

const collection = (one: string) => collectionOf(arrayOf(ref(one)));

/** A client tells by `type` which one it has. */
export function anyResourceSchema(definitions: readonly ResourceDefinition[]): Schemas {
  const named = definitions.map((one) => [one.type, ref(namesOf(one).one)] as const);
  const mapping = Object.fromEntries(named.map(([type, { $ref }]) => [type, $ref]));
  return {
    [anyResource]: {
      oneOf: named.map(([, reference]) => reference),
      discriminator: { propertyName: 'type', mapping },
    },
  };
}

function resource(definition: ResourceDefinition): Schema {
  const { one } = namesOf(definition);
  return object(
    {
      ...identification(definition),
      attributes: ref(`${one}Attributes`),
      ...(definition.relationships.size > 0 && { relationships: ref(`${one}Relationships`) }),
      links: ref('ResourceLinks'),
      meta: object({
        ...metaGroups(definition.meta),
        page: object({
          cursor: { type: 'string', description: 'For page[after] and page[before].' },
        }),
      }),
    },
    ['type', 'id', 'links'],
  );
}

function metaGroups(definitions: readonly MetaDefinition[]): Schemas {
  const groups = [...new Set(definitions.map(({ group }) => group))];
  return Object.fromEntries(
    groups.map((group) => {
      const members = definitions.filter((one) => one.group === group);
      return [group, object(Object.fromEntries(members.map((one) => [one.name, one.schema])))];
    }),
  );
}

function relationships({ relationships: all }: ResourceDefinition): Schemas {
  return Object.fromEntries([...all.values()].map((one) => [one.name, relationship(one)]));
}

/** Linkage is left out where it would have to be looked up. */
function relationship(definition: RelationshipDefinition): Schema {
  const { description } = definition;
  return {
    ...object({ links: ref('RelationshipLinks'), data: linkage(definition), meta: ref('Meta') }, [
      'links',
    ]),
    ...(description && { description }),
  };
}

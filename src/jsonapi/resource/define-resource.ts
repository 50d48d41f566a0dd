import {
  type AttributeDeclaration,
  type RelationshipDeclaration,
  declarationsOf,
  entityOfType,
} from './declarations.js';
import { pathName } from './member-name.js';
import type {
  AttributeDefinition,
  EntityClass,
  RelationshipDefinition,
  ResourceDefinition,
} from './resource-definition.js';

const definitions = new WeakMap<EntityClass, ResourceDefinition>();

/** @throws Error where the class carries no `@Resource` */
export function definitionOf(entity: EntityClass): ResourceDefinition {
  const known = definitions.get(entity);
  if (known !== undefined) return known;
  const definition = define(entity);
  definitions.set(entity, definition);
  return definition;
}

function define(entity: EntityClass): ResourceDefinition {
  const declarations = declarationsOf(entity);
  const resource = declarations.find((declaration) => declaration.kind === 'resource');
  if (resource === undefined) throw new Error(`${entity.name} is no @Resource`);
  const { type, path = pathName(type), alternateKey = null, privileged = false } = resource.options;
  const attributes = declarations
    .filter(({ kind }) => kind === 'attribute')
    .map((one) => attribute(one as AttributeDeclaration));
  return {
    type,
    path,
    entity,
    alternateKey,
    privileged,
    attributes: byName(attributes),
    relationships: byName(
      declarations
        .filter(({ kind }) => kind === 'relationship')
        .map((one) => relationship(one as RelationshipDeclaration)),
    ),
    deletion: attributes.find(({ clearable }) => clearable) ?? null,
    meta: declarations.flatMap((one) => (one.kind === 'meta' ? [one.definition] : [])),
  };
}

function attribute({ capabilities, ...declared }: AttributeDeclaration): AttributeDefinition {
  const { codec, derived, name, property } = declared;
  const readable = capabilities.writeOnly !== true;
  return {
    name,
    property,
    codec,
    derived,
    required: capabilities.required ?? false,
    nullable: capabilities.nullable ?? false,
    readonly: capabilities.readonly ?? derived,
    clearable: capabilities.clearable ?? false,
    writeOnce: capabilities.writeOnce ?? false,
    writeOnly: !readable,
    sortable: capabilities.sortable ?? (readable && codec.comparable && !derived),
    filterable: capabilities.filterable ?? (readable && codec.comparable && !derived),
    visibleTo: capabilities.visibleTo ?? null,
    writableBy: capabilities.writableBy ?? null,
    privileged: capabilities.privileged ?? false,
    description: capabilities.description ?? null,
  };
}

function relationship({
  capabilities,
  ...declared
}: RelationshipDeclaration): RelationshipDefinition {
  const { cardinality, name, property, target } = declared;
  return {
    name,
    property,
    cardinality,
    required: capabilities.required ?? false,
    readonly: capabilities.readonly ?? false,
    writeOnce: capabilities.writeOnce ?? false,
    writableBy: capabilities.writableBy ?? null,
    privileged: capabilities.privileged ?? false,
    within: capabilities.within ?? null,
    description: capabilities.description ?? null,
    target: () => definitionOf(entityOfType(target)),
  };
}

/** @throws Error where a name is used twice, or is one that the standard keeps for itself */
function byName<T extends { readonly name: string }>(fields: readonly T[]): ReadonlyMap<string, T> {
  const named = new Map(fields.map((field) => [field.name, field]));
  // https://jsonapi.org/format/1.1/#document-resource-object-fields
  if (named.size < fields.length || named.has('id') || named.has('type'))
    throw new Error(
      `Two fields have one name, or one is "id" or "type": ${[...named.keys()].join(', ')}`,
    );
  return named;
}

import type { AttributeDefinition, ResourceDefinition } from '../resource/resource-definition.js';
import { constraintsOf } from './constraint-schema.js';
import { type Schema, type Schemas, nullable, paragraph } from './schema.js';

export type Direction = 'read' | 'write';

/** What one attribute is, in answers or in requests. */
export function attributeSchema(
  definition: ResourceDefinition,
  attribute: AttributeDefinition,
  direction: Direction,
): Schema {
  const { codec } = attribute;
  const kind = direction === 'write' ? (codec.writeSchema ?? codec.schema) : codec.schema;
  const rules = constraintsOf(definition, attribute);
  const description = paragraph(
    attribute.description,
    kind['description'] as string | undefined,
    rules['description'] as string | undefined,
    ...remarks(attribute, direction),
  );
  const schema = {
    ...kind,
    ...rules,
    ...(description && { description }),
    ...(direction === 'read' && attribute.readonly && { readOnly: true }),
    ...(direction === 'write' && attribute.writeOnly && { writeOnly: true }),
  };
  return attribute.nullable ? nullable(schema) : schema;
}

/** The members of `attributes`: what can be read, or what can be written. */
export function attributeSchemas(definition: ResourceDefinition, direction: Direction): Schemas {
  const attributes = [...definition.attributes.values()].filter(({ readonly, writeOnly }) =>
    direction === 'read' ? !writeOnly : !readonly,
  );
  return Object.fromEntries(
    attributes.map((attribute) => [
      attribute.name,
      attributeSchema(definition, attribute, direction),
    ]),
  );
}

function remarks(
  { visibleTo, writableBy, writeOnce }: AttributeDefinition,
  direction: Direction,
): readonly (string | null)[] {
  if (direction === 'read') return [visibleTo && `Shown to: ${visibleTo}.`];
  return [
    writableBy && `Written by: ${writableBy}.`,
    writeOnce ? 'Taken on create, ignored on update.' : null,
  ];
}

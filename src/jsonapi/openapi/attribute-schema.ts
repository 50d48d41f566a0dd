import type { Mode } from '../request/resource-document.js';
import type { AttributeDefinition, ResourceDefinition } from '../resource/resource-definition.js';
import { constraintsOf } from './constraint-schema.js';
import { type Schema, type Schemas, nullable, paragraph } from './schema.js';

/** In answers, or in the documents of one of the writes. */
export type Direction = 'read' | Mode;

/** What one attribute is, in answers or in requests. */
export function attributeSchema(
  definition: ResourceDefinition,
  attribute: AttributeDefinition,
  direction: Direction,
): Schema {
  const { codec } = attribute;
  if (direction === 'update' && attribute.clearable) return clearing;
  const kind = direction === 'read' ? codec.schema : (codec.writeSchema ?? codec.schema);
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
    ...(direction !== 'read' && attribute.writeOnly && { writeOnly: true }),
  };
  return attribute.nullable ? nullable(schema) : schema;
}

const clearing: Schema = {
  type: 'null',
  description: 'Restores what was deleted; any other value is ignored.',
};

/** The members of `attributes`: what can be read, or what can be written. */
export function attributeSchemas(definition: ResourceDefinition, direction: Direction): Schemas {
  const attributes = [...definition.attributes.values()].filter((attribute) =>
    direction === 'read' ? !attribute.writeOnly : isTaken(attribute, direction),
  );
  return Object.fromEntries(
    attributes.map((attribute) => [
      attribute.name,
      attributeSchema(definition, attribute, direction),
    ]),
  );
}

function isTaken({ clearable, readonly }: AttributeDefinition, mode: Mode): boolean {
  return !readonly || (clearable && mode === 'update');
}

function remarks(
  { visibleTo, writableBy, writeOnce }: AttributeDefinition,
  direction: Direction,
): readonly (string | null)[] {
  if (direction === 'read') return [visibleTo && `Shown to: ${visibleTo}.`];
  return [
    writableBy && `Written by: ${writableBy}.`,
    writeOnce ? 'Set on create, and never changed: an update may send it back.' : null,
  ];
}

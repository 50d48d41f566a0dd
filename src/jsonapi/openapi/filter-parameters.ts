import { operators } from '../request/filter.js';
import type { AttributeDefinition, ResourceDefinition } from '../resource/resource-definition.js';
import { namesOf, pascalCase } from './component-names.js';
import { constraintsOf } from './constraint-schema.js';
import type { Parameter } from './openapi.js';
import { type Schema, arrayOf } from './schema.js';

/** `filter` with the whole tree as JSON, and `filter[attribute]` for people. */
export function filterParameters(definition: ResourceDefinition): Record<string, Parameter> {
  const { one } = namesOf(definition);
  const filterable = [...definition.attributes.values()].filter(
    (attribute) => attribute.filterable,
  );
  const short = filterable.map((attribute) => [
    `${one}Filter${pascalCase(attribute.name)}`,
    shortForm(definition, attribute),
  ]);
  return { [`${one}Filter`]: tree(filterable), ...(Object.fromEntries(short) as object) };
}

/** Equality is what most people ask for; the other operators are one bracket away. */
function shortForm(definition: ResourceDefinition, attribute: AttributeDefinition): Parameter {
  const { codec, name } = attribute;
  const { enum: values } = constraintsOf(definition, attribute);
  const { format, type } = codec.schema;
  return {
    name: `filter[${name}]`,
    in: 'query',
    description: `Equal to this; \`filter[${name}][ge]\` and so on compare otherwise.`,
    schema: {
      type,
      ...(format !== undefined && { format }),
      ...(values !== undefined && { enum: values }),
    },
  };
}

/** Open Event's spelling, JSON in a query string. Nodes nest, so their schema is open below the first level. */
function tree([first]: readonly AttributeDefinition[]): Parameter {
  const example = JSON.stringify([{ name: first?.name ?? 'id', op: 'eq', val: '...' }]);
  return {
    name: 'filter',
    in: 'query',
    description:
      `Nodes that must all hold, such as \`${example}\`: comparisons, \`{"and":[...]}\`, \`{"or":[...]}\`, ` +
      '`{"not":{...}}`, and `has` (to-one) or `any` (to-many) with a node about the related resource as `val`.',
    schema: { type: 'string', contentMediaType: 'application/json', contentSchema: arrayOf(node) },
  };
}

const node: Schema = {
  type: 'object',
  properties: {
    name: { type: 'string', description: 'An attribute, a path to one, or a relationship.' },
    op: { type: 'string', enum: [...operators, 'is_', 'isnot', 'has', 'any'] },
    val: { description: 'The operand.' },
    and: { type: 'array', items: { type: 'object' } },
    or: { type: 'array', items: { type: 'object' } },
    not: { type: 'object' },
  },
};

import { isText, textOperators } from '../request/filter.parser.js';
import { type Operator, operators } from '../request/filter.js';
import type { AttributeDefinition, ResourceDefinition } from '../resource/resource-definition.js';
import { namesOf, pascalCase } from './component-names.js';
import { constraintsOf } from './constraint-schema.js';
import type { Parameter } from './openapi.js';
import { type Schema, arrayOf, object } from './schema.js';

/** `filter` with the whole tree as JSON, and `filter[attribute][operator]` for people. */
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

/** An object whose members are the operators: all that are given must hold. */
function shortForm(definition: ResourceDefinition, attribute: AttributeDefinition): Parameter {
  const { codec, name } = attribute;
  const { enum: values } = constraintsOf(definition, attribute);
  const { format, type } = codec.schema;
  const operand: Schema = {
    type,
    ...(format !== undefined && { format }),
    ...(values !== undefined && { enum: values }),
  };
  const taken = operators.filter((operator) => isText(attribute) || !textOperators.has(operator));
  return {
    name: `filter[${name}]`,
    in: 'query',
    description: `\`filter[${name}][operator]=...\`, or \`filter[${name}]=...\` for \`eq\`.`,
    style: 'deepObject',
    explode: true,
    schema: {
      ...object(Object.fromEntries(taken.map((one) => [one, operandOf(one, operand)]))),
      additionalProperties: false,
      // Forms begin with what compares nothing.
      default: {},
    },
  };
}

function operandOf(operator: Operator, operand: Schema): Schema {
  if (operator === 'in') return { type: 'string', description: 'Values, comma-separated.' };
  return textOperators.has(operator) ? { type: 'string' } : operand;
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

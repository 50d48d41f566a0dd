import { invalidParameter } from '../errors/query.errors.js';
import { type Fault, JsonApiError } from '../errors/fault.js';
import { Refusal } from '../resource/codec.js';
import { dateTime, identity, text } from '../resource/codecs.js';
import type { AttributeDefinition, ResourceDefinition } from '../resource/resource-definition.js';
import { type FieldPath, resolveField } from './field-path.js';
import { type Filter, type Operator, operators, related } from './filter.js';

/** An operand as it stands in the request: text of a query string, or a JSON value. */
export type Operand = { readonly text: string } | { readonly json: unknown };

export interface Condition {
  /** Attribute, or a path that ends at one. */
  readonly field: string;
  readonly operator: string;
  readonly operand: Operand;
}

/** Where a condition stands, for its faults: the parameter, and the place in it. */
export interface FilterPlace {
  readonly parameter: string;
  /** JSON pointer into the parameter's value; '' for the whole. */
  readonly pointer: string;
}

/** They look at the characters of a text. */
export const textOperators: ReadonlySet<Operator> = new Set([
  'like',
  'ilike',
  'startswith',
  'endswith',
  'contains',
]);
const wildcardOperators: ReadonlySet<Operator> = new Set(['like', 'ilike']);
const maximumListLength = 200;

/**
 * One condition → a filter, typed by the attribute's codec.
 *
 * @throws JsonApiError naming the parameter and the place in it
 */
export function parseCondition(
  condition: Condition,
  definition: ResourceDefinition,
  place: FilterPlace,
): Filter {
  const field = resolveField(condition.field, definition);
  if ('problem' in field)
    throw refuse(place, `Cannot filter by "${condition.field}": ${field.problem}`);
  if (!field.attribute.filterable)
    throw refuse(place, `Cannot filter by "${condition.field}": it cannot be compared.`);
  return wrap(field, comparison(field.attribute, condition, place));
}

/** The condition holds where some resource at the end of the path satisfies it. */
function wrap(field: FieldPath, filter: Filter): Filter {
  return field.path.reduceRight((term, { property }) => related(property, term), filter);
}

function comparison(
  attribute: AttributeDefinition,
  condition: Condition,
  place: FilterPlace,
): Filter {
  const operator = operatorOf(condition.operator);
  if (operator === null)
    throw refuse(place, `"${condition.operator}" is no operator; ${operators.join(', ')} are.`);
  if (textOperators.has(operator) && !isText(attribute))
    throw refuse(place, `"${operator}" compares texts, and "${attribute.name}" is none.`);
  return {
    kind: 'compare',
    property: attribute.property,
    operator,
    operand: operandOf(attribute, operator, condition.operand, place),
    audience: attribute.visibleTo,
  };
}

function operatorOf(name: string): Operator | null {
  // Open Event's spelling of a comparison with null
  if (name === 'is_') return 'eq';
  if (name === 'isnot') return 'ne';
  return (operators as readonly string[]).includes(name) ? (name as Operator) : null;
}

function operandOf(
  attribute: AttributeDefinition,
  operator: Operator,
  operand: Operand,
  place: FilterPlace,
): unknown {
  const read = (one: Operand): unknown => {
    const value = textOperators.has(operator)
      ? pattern(attribute, operator, one)
      : typed(attribute, one);
    if (value instanceof Refusal)
      throw refuse(place, `The operand for "${attribute.name}" ${value.detail}.`);
    return value;
  };
  if (operator === 'in') return listOf(operand, place).map(read);
  if ((operator === 'eq' || operator === 'ne') && isNull(operand, attribute)) return null;
  return read(operand);
}

function typed({ codec }: AttributeDefinition, operand: Operand): unknown {
  return 'text' in operand ? codec.parseText(operand.text) : codec.parse(operand.json);
}

/** Not every string on the wire is a text in the database. */
export function isText({ codec }: AttributeDefinition): boolean {
  return codec.schema['type'] === 'string' && codec !== dateTime && codec !== identity;
}

function pattern(
  { codec }: AttributeDefinition,
  operator: Operator,
  operand: Operand,
): string | Refusal {
  const asked = text.parse('text' in operand ? operand.text : operand.json);
  if (asked instanceof Refusal) return asked;
  const value = codec.fold?.(asked) ?? asked;
  if (!wildcardOperators.has(operator)) return value;
  // Postgres fails on a pattern in which the last backslash escapes nothing.
  let trailing = 0;
  while (value.at(-1 - trailing) === '\\') trailing += 1;
  return trailing % 2 === 0 ? value : new Refusal('must not end in a backslash on its own');
}

/** `filter[ends-at]=null` asks for no value; a text attribute may hold the word itself. */
function isNull(operand: Operand, { codec }: AttributeDefinition): boolean {
  return 'text' in operand
    ? operand.text === 'null' && codec.name !== 'text'
    : operand.json === null;
}

function listOf(operand: Operand, place: FilterPlace): Operand[] {
  const list =
    'text' in operand
      ? operand.text.split(',').map((one) => ({ text: one }))
      : jsonList(operand.json);
  if (list === null || list.length > maximumListLength)
    throw refuse(place, `"in" takes a list of at most ${maximumListLength} values.`);
  return list;
}

function jsonList(json: unknown): Operand[] | null {
  return Array.isArray(json) ? json.map((one: unknown) => ({ json: one })) : null;
}

export function refuse(place: FilterPlace, detail: string): JsonApiError {
  const fault: Fault = invalidParameter(
    place.parameter,
    detail,
    place.pointer === '' ? undefined : { pointer: place.pointer },
  );
  return new JsonApiError(fault);
}

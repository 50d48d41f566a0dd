import { type ValidationError, validateSync } from 'class-validator';
import { invalidValue } from '../errors/document.errors.js';
import type { Fault } from '../errors/fault.js';
import { pointerTo } from '../errors/pointer.js';
import { Refusal } from '../resource/codec.js';
import type { AttributeDefinition, ResourceDefinition } from '../resource/resource-definition.js';
import type { DocumentOrigin, ResourceDocument } from './resource-document.js';

/** One attribute's wire value → the entity's, or the fault with the pointer to it. */
export function readAttribute(
  attribute: AttributeDefinition,
  wire: unknown,
  origin: DocumentOrigin,
): { readonly value: unknown } | { readonly fault: Fault } {
  const path = [...origin.path, 'attributes', attribute.name];
  if (wire === null && attribute.nullable) return { value: null };
  if (wire === null)
    return { fault: invalidValue(pointerTo(path), `"${attribute.name}" must not be null.`) };
  // A reader of the body may have refused a value already, such as a data URI where none belongs.
  const value = wire instanceof Refusal ? wire : attribute.codec.parse(wire);
  if (!(value instanceof Refusal)) return { value };
  const pointer = pointerTo([...path, ...value.path]);
  return {
    fault: value.fault?.(pointer) ?? invalidValue(pointer, `"${attribute.name}" ${value.detail}.`),
  };
}

/** What the entity's class-validator rules say of the attributes in the document. */
export function attributeFaults(document: ResourceDocument): readonly Fault[] {
  return ruleViolations(document.definition, document.attributes)
    .filter(({ attribute }) => document.has(attribute))
    .map(({ attribute, detail }) => invalidValue(document.pointerTo(attribute), detail));
}

export interface RuleViolation {
  readonly attribute: AttributeDefinition;
  /** Properties with which the rule compares, where it is one between attributes. */
  readonly partners: readonly string[];
  readonly detail: string;
}

/** Rules between attributes hold only where both are there; absent and null ones break no rule. */
export function ruleViolations(
  definition: ResourceDefinition,
  values: ReadonlyMap<AttributeDefinition, unknown>,
): readonly RuleViolation[] {
  const subject = Object.create(definition.entity.prototype as object) as Record<string, unknown>;
  for (const [{ property }, value] of values) subject[property] = value;
  const byProperty = new Map(
    [...values.keys()].map((attribute) => [attribute.property, attribute]),
  );
  return validateSync(subject, { skipMissingProperties: true }).flatMap((error) => {
    const attribute = byProperty.get(error.property);
    return attribute === undefined ? [] : details(error, attribute);
  });
}

function details(error: ValidationError, attribute: AttributeDefinition): RuleViolation[] {
  return Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    attribute,
    partners: (error.contexts?.[rule] as { partners?: string[] } | undefined)?.partners ?? [],
    detail: `${message.replace(error.property, `"${attribute.name}"`)}.`,
  }));
}

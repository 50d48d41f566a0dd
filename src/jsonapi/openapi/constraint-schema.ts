import { type ValidationArguments, getMetadataStorage } from 'class-validator';
import type { AttributeDefinition, ResourceDefinition } from '../resource/resource-definition.js';
import { type Schema, paragraph } from './schema.js';

type Rule = ReturnType<
  ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']
>[number];

/** Rules that JSON Schema has words for, by class-validator's name. */
const translations: Readonly<Record<string, (constraints: readonly unknown[]) => Schema>> = {
  isLength: ([minLength, maxLength]) => ({
    minLength,
    ...(maxLength !== undefined && { maxLength }),
  }),
  minLength: ([minLength]) => ({ minLength }),
  maxLength: ([maxLength]) => ({ maxLength }),
  min: ([minimum]) => ({ minimum }),
  max: ([maximum]) => ({ maximum }),
  isLatitude: () => ({ minimum: -90, maximum: 90 }),
  isLongitude: () => ({ minimum: -180, maximum: 180 }),
  isIn: ([values]) => ({ enum: values }),
  matches: ([pattern]) => (pattern instanceof RegExp ? { pattern: sourceOf(pattern) } : {}),
  arrayMinSize: ([minItems]) => ({ minItems }),
  arrayMaxSize: ([maxItems]) => ({ maxItems }),
  isEmail: () => ({ format: 'email', examples: ['ada@example.org'] }),
  isUrl: () => ({ format: 'uri', examples: ['https://example.org/'] }),
  isTimeZone: () => ({}),
};

/** What the entity's class-validator rules say of an attribute, as a part of its schema. */
export function constraintsOf(
  { entity }: ResourceDefinition,
  { name, property }: AttributeDefinition,
): Schema {
  const rules = getMetadataStorage()
    .getTargetValidationMetadatas(entity, '', false, false)
    .filter((rule) => rule.propertyName === property);
  const parts = rules.map((rule) => translations[rule.name ?? '']?.(rule.constraints ?? []) ?? {});
  const description = paragraph(...rules.map((rule) => sentence(rule, name)));
  // "must be a colour such as #3366cc": a message that gives an example gives it here, too.
  const example = /such as (\S+)\.$/.exec(description ?? '')?.[1];
  return Object.assign(
    {},
    ...parts,
    example && { examples: [example] },
    description && { description },
  ) as Schema;
}

/** JSON Schema knows no flags; patterns there are in Unicode already. */
function sourceOf({ flags, source }: RegExp): string {
  if (flags.replace('u', '') === '') return source;
  throw new Error(
    `The pattern ${source} needs its flags, which no schema can tell: write it without`,
  );
}

/** A rule that says more than a schema can, or of which a schema has no idea, speaks for itself. */
function sentence(rule: Rule, name: string): string | null {
  const known = rule.name !== undefined && rule.name in translations;
  const message = known ? rule.message : (rule.message ?? defaultMessage(rule));
  if (typeof message !== 'string') return null;
  const text = message.replace(/^\$property /, '').replaceAll('$property', `"${name}"`);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function defaultMessage(rule: Rule): string | undefined {
  const [constraint] = getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls);
  const subject = { property: '$property', constraints: rule.constraints } as ValidationArguments;
  return constraint?.instance.defaultMessage?.(subject);
}

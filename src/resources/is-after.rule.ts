import { type ValidationArguments, type ValidationOptions, ValidateBy } from 'class-validator';
import { memberName } from '../jsonapi/resource/member-name.js';

/** A date-time that lies after another of the same resource; where either is missing there is no fault. */
export function IsAfter(partner: string, options: ValidationOptions = {}): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isAfter',
      constraints: [partner],
      validator: {
        validate: (value: unknown, args?: ValidationArguments) => isAfter(value, args, partner),
        defaultMessage: () => `$property must be after "${memberName(partner)}"`,
      },
    },
    { context: { partners: [partner] }, ...options },
  );
}

function isAfter(value: unknown, args: ValidationArguments | undefined, partner: string): boolean {
  const other = (args?.object as Readonly<Record<string, unknown>> | undefined)?.[partner];
  return !(value instanceof Date) || !(other instanceof Date) || value > other;
}

import { ValidateBy, isTimeZone } from 'class-validator';

/** More than there are; the same zone in other letters counts again. */
const most = 2000;

/** Asking Intl makes a formatter, which takes longer than all the rest of a document's validation. */
const known = new Set<string>();

/** An IANA time zone, such as Europe/Berlin. */
export function IsTimeZone(): PropertyDecorator {
  return ValidateBy(
    { name: 'isTimeZone', validator: { validate: isKnown } },
    // As an option, it is what the API's description says, too.
    { message: '$property must be an IANA time zone, such as Europe/Berlin' },
  );
}

function isKnown(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (known.has(value)) return true;
  // Newer engines take offsets for zones.
  if (/^[+-]/.test(value) || !isTimeZone(value)) return false;
  if (known.size < most) known.add(value);
  return true;
}

import { type Codec, Refusal } from './codec.js';

export const text: Codec<string> = {
  name: 'text',
  schema: { type: 'string' },
  comparable: true,
  parse: (wire) => (typeof wire === 'string' ? storable(wire) : new Refusal('must be a string')),
  render: (value) => value,
  parseText: storable,
};

export const boolean: Codec<boolean> = {
  name: 'boolean',
  schema: { type: 'boolean' },
  comparable: true,
  parse: (wire) => (typeof wire === 'boolean' ? wire : new Refusal('must be true or false')),
  render: (value) => value,
  parseText: (operand) =>
    operand === 'true' || operand === 'false'
      ? operand === 'true'
      : new Refusal('must be true or false'),
};

export const integer: Codec<number> = {
  name: 'integer',
  schema: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  comparable: true,
  parse: (wire) =>
    typeof wire === 'number' && (wire | 0) === wire
      ? wire
      : new Refusal('must be a whole number of at most 31 bits'),
  render: (value) => value,
  parseText: (operand) => integer.parse(numberOf(operand)),
};

export const decimal: Codec<number> = {
  name: 'decimal',
  schema: { type: 'number' },
  comparable: true,
  parse: (wire) => (Number.isFinite(wire) ? (wire as number) : new Refusal('must be a number')),
  render: (value) => value,
  parseText: (operand) => decimal.parse(numberOf(operand)),
};

/** ISO 8601 with an offset in; UTC with milliseconds out. */
export const dateTime: Codec<Date> = {
  name: 'date-time',
  schema: { type: 'string', format: 'date-time' },
  comparable: true,
  parse: (wire) => (typeof wire === 'string' ? parseDateTime(wire) : notADateTime),
  render: (value) => value.toISOString(),
  parseText: (operand) => parseDateTime(operand),
};

/** The decimal string of a bigint. */
export const identity: Codec<string> = {
  name: 'id',
  schema: { type: 'string', pattern: '^[1-9][0-9]{0,18}$' },
  comparable: true,
  parse: (wire) => (typeof wire === 'string' ? identity.parseText(wire) : notAnId),
  render: (value) => value,
  parseText: (operand) => (isId(operand) ? operand : notAnId),
};

/** Whether a text can be the id of a row: a positive bigint in plain decimal digits. */
export function isId(candidate: string): boolean {
  return /^[1-9]\d{0,18}$/.test(candidate) && BigInt(candidate) < 2n ** 63n;
}

const notAnId = new Refusal('must be an id: a string of decimal digits');
const notADateTime = new Refusal(
  'must be an ISO 8601 date-time with an offset, such as 2030-06-01T09:00:00+02:00',
);

const dateTimePattern =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d([.,]\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/i;

function parseDateTime(wire: string): Date | Refusal {
  const match = dateTimePattern.exec(wire);
  if (match === null || !isCalendarDay(Number(match[1]), Number(match[2]), Number(match[3])))
    return notADateTime;
  const date = new Date(normalised(wire.toUpperCase()));
  // An offset can lead out of the years that have four digits, and those only can be sent back.
  return date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999 ? date : notADateTime;
}

/** Date accepts neither a comma nor an offset without a colon, and takes milliseconds only. */
function normalised(wire: string): string {
  return wire
    .replace(',', '.')
    .replace(/(\.\d{3})\d+/, '$1')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function numberOf(operand: string): number {
  return operand.trim() === '' ? Number.NaN : Number(operand);
}

/** Postgres keeps neither NUL nor half a surrogate pair. */
function storable(wire: string): string | Refusal {
  if (wire.includes('\u0000')) return new Refusal('must not contain the character U+0000');
  return wire.isWellFormed() ? wire : new Refusal('must be well-formed Unicode');
}

import {
  assert,
  date,
  double,
  integer as integers,
  maxSafeInteger,
  oneof,
  pre,
  property,
  string,
  tuple,
  constantFrom,
  stringMatching,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from './codec.js';
import { boolean, dateTime, decimal, identity, integer, isId, text } from './codecs.js';

const context = { fileBase: 'https://events.example', publicUrl: 'https://events.example' };
const isRefused = (value: unknown) => value instanceof Refusal;

describe('a date-time', () => {
  it.each([
    ['2030-06-01T09:00:00Z', '2030-06-01T09:00:00.000Z'],
    ['2030-06-01t09:00:00z', '2030-06-01T09:00:00.000Z'],
    ['2030-06-01T09:00+02:00', '2030-06-01T07:00:00.000Z'],
    ['2030-06-01T09:00:00-0230', '2030-06-01T11:30:00.000Z'],
    ['2030-06-01T09:00:00,5Z', '2030-06-01T09:00:00.500Z'],
    ['2030-06-01T09:00:00.123456789Z', '2030-06-01T09:00:00.123Z'],
    ['2030-06-01T00:00:00+23:59', '2030-05-31T00:01:00.000Z'],
    ['2028-02-29T00:00:00-00:00', '2028-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%j is %j', (wire, rendered) => {
    const value = dateTime.parse(wire);
    expect(value).toBeInstanceOf(Date);
    expect(dateTime.render(value as Date, context)).toBe(rendered);
  });

  it.each([
    '',
    '2030-06-01',
    '2030-06-01T09:00:00',
    '2030-06-01 09:00:00Z',
    '2030-06-01T09Z',
    '2030-02-30T09:00:00Z',
    '2029-02-29T09:00:00Z',
    '2030-00-01T09:00:00Z',
    '2030-13-01T09:00:00Z',
    '2030-06-00T09:00:00Z',
    '2030-06-01T24:00:00Z',
    '2030-06-01T09:60:00Z',
    '2030-06-01T09:00:60Z',
    '2030-06-01T09:00:00+24:00',
    '2030-06-01T09:00:00+02',
    '2030-06-01T09:00:00.Z',
    '2030-06-01T09:00.5Z',
    '2030-06-01T09:00:00Z\n',
    ' 2030-06-01T09:00:00Z',
    '+002030-06-01T09:00:00Z',
    '２０３０-06-01T09:00:00Z',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00+01:00',
    '1893456000000',
    1_893_456_000_000,
    null,
    true,
    ['2030-06-01T09:00:00Z'],
    {},
  ])('is not %j', (wire) => {
    expect(isRefused(dateTime.parse(wire))).toBe(true);
  });

  const offset = tuple(
    constantFrom('+', '-'),
    integers({ min: 0, max: 23 }),
    integers({ min: 0, max: 59 }),
  );
  const instants = date({
    min: new Date('0002-01-01'),
    max: new Date('9998-12-31'),
    noInvalidDate: true,
  });

  it('is the same instant at whatever offset it is written, and what is answered can be sent back', () => {
    assert(
      property(instants, offset, (instant, [sign, hours, minutes]) => {
        const shift = (sign === '+' ? 1 : -1) * (hours * 60 + minutes) * 60_000;
        const local = new Date(instant.getTime() + shift).toISOString().slice(0, -1);
        const [hh, mm] = [hours, minutes].map((part) => String(part).padStart(2, '0'));
        const value = dateTime.parse(`${local}${sign}${hh}:${mm}`);
        expect(value).toEqual(instant);
        const rendered = dateTime.render(value as Date, context);
        expect(dateTime.parse(rendered)).toEqual(instant);
        expect(dateTime.parseText(rendered as string)).toEqual(instant);
      }),
    );
  });

  it('renders what it has parsed so that it parses again, whatever digits it was made of', () => {
    const almost = stringMatching(
      /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d(:[0-5]\d([.,]\d{1,9})?)?(Z|[+-][0-2]\d:?[0-5]\d)$/,
    );
    assert(
      property(oneof(almost, string()), (wire) => {
        const value = dateTime.parse(wire);
        pre(value instanceof Date);
        const rendered = dateTime.render(value, context);
        expect(dateTime.render(dateTime.parse(rendered) as Date, context)).toBe(rendered);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an integer', () => {
  it('is what fits the column, to its very ends', () => {
    for (const value of [-(2 ** 31), 2 ** 31 - 1, 0]) expect(integer.parse(value)).toBe(value);
    for (const value of [-(2 ** 31) - 1, 2 ** 31, 0.5, Number.NaN, Infinity, '1', null, [1], true])
      expect(isRefused(integer.parse(value))).toBe(true);
  });

  it.each(['', ' ', 'x', '1,5', '1.5', '1e400', 'NaN', 'Infinity', '1 2', '٣'])(
    'is not the text %j',
    (operand) => {
      expect(isRefused(integer.parseText(operand))).toBe(true);
    },
  );

  it('is read from what it is written as', () => {
    assert(
      property(integers(), (value) => {
        expect(integer.parseText(String(value))).toBe(value);
      }),
    );
  });
});

describe('a decimal', () => {
  it('is read from what it is written as', () => {
    assert(
      property(double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(decimal.parse(value)).toBe(value);
        expect(decimal.parseText(String(value))).toBeCloseTo(value, 10);
      }),
    );
  });

  it.each([Number.NaN, Infinity, -Infinity, '1', null, [], {}])('is not %j', (wire) => {
    expect(isRefused(decimal.parse(wire))).toBe(true);
  });
});

describe('a boolean', () => {
  it.each([0, 1, 'true', 'false', null, [], 'TRUE'])('is not %j', (wire) => {
    expect(isRefused(boolean.parse(wire))).toBe(true);
  });

  it.each(['1', '0', 'TRUE', 'yes', '', 'true '])('is not the text %j', (operand) => {
    expect(isRefused(boolean.parseText(operand))).toBe(true);
  });
});

describe('an id', () => {
  it.each(['1', '42', '9223372036854775807'])('can be %j', (id) => {
    expect(isId(id)).toBe(true);
  });

  it.each([
    '',
    '0',
    '01',
    '-1',
    '+1',
    '1.0',
    '1e3',
    ' 1',
    '1\n',
    '٣',
    '9223372036854775808',
    '99999999999999999999',
    '0x1',
  ])('cannot be %j', (id) => {
    expect(isId(id)).toBe(false);
    expect(isRefused(identity.parse(id))).toBe(true);
  });

  it('is a string on the wire', () => {
    assert(
      property(maxSafeInteger(), (id) => {
        expect(isRefused(identity.parse(id))).toBe(true);
      }),
    );
  });
});

describe('a text', () => {
  it('is any string that the database can keep', () => {
    assert(
      property(string({ unit: 'binary' }), (wire) => {
        const keeps = wire.isWellFormed() && !wire.includes('\u0000');
        expect(text.parse(wire) === wire).toBe(keeps);
        expect(isRefused(text.parse(wire))).toBe(!keeps);
        expect(text.parseText(wire)).toEqual(text.parse(wire));
      }),
    );
    for (const wire of ['\ud800', 'a\udc00b', '\u0000'])
      expect(isRefused(text.parse(wire))).toBe(true);
  });
});

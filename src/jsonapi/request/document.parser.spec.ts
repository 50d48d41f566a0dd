import {
  type Arbitrary,
  anything,
  assert,
  constantFrom,
  jsonValue,
  oneof,
  property,
  string,
  tuple,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal, resolvePointer, sources } from '../../../test/jsonapi/refusal.js';
import { book } from '../../../test/jsonapi/sample-library.js';
import { type ExpectedResource, parseDocument } from './document.parser.js';

const create: ExpectedResource = { definition: book, mode: 'create', name: null };
const update: ExpectedResource = { definition: book, mode: 'update', name: '7' };

/** A create that is whole, with members in the place of some of its own. */
const creating = (data: object = {}, attributes: object = {}, relationships: object = {}) => ({
  data: {
    type: 'book',
    attributes: { title: 'Emma', ...attributes },
    relationships: { author: { data: { type: 'author', id: '1' } }, ...relationships },
    ...data,
  },
});
const updating = (attributes: object = {}, relationships: object = {}) => ({
  data: { type: 'book', id: '7', attributes, relationships },
});

const faultsOf = (body: unknown, expected = create) => refusal(() => parseDocument(body, expected));
const pointers = (body: unknown, expected = create) => sources(faultsOf(body, expected));

/** As values of a document stand in the entity: property → value. */
function valuesOf(body: unknown, expected = create): Record<string, unknown> {
  const { attributes, relationships } = parseDocument(body, expected);
  return Object.fromEntries(
    [...attributes, ...relationships].map(([{ property: name }, value]) => [name, value]),
  );
}

describe('a document that creates', () => {
  it('gives decoded values by property', () => {
    const body = creating(
      {},
      { 'written-at': '2030-01-01T01:00:00+01:00', 'sub-title': null, pages: 3 },
    );
    expect(valuesOf(body)).toEqual({
      title: 'Emma',
      subTitle: null,
      pages: 3,
      writtenAt: new Date('2030-01-01T00:00:00.000Z'),
      author: { type: 'author', id: '1' },
    });
  });

  it('leaves out what only the server sets', () => {
    expect(valuesOf(creating({}, { 'created-at': 'nonsense' }))).not.toHaveProperty('createdAt');
  });

  it('leaves out @-members and members of extensions, everywhere', () => {
    const foreign = { '@context': 1, 'ext:member': 2 };
    const body = { ...creating({ ...foreign }, foreign, foreign), ...foreign };
    expect(Object.keys(valuesOf(body))).toEqual(['title', 'author']);
  });

  it.each([
    [undefined, ''],
    [null, ''],
    ['text', ''],
    [[], ''],
    [{}, ''],
    [{ errors: [] }, ''],
    [{ data: null }, '/data'],
    [{ data: [] }, '/data'],
    [{ data: [creating().data] }, '/data'],
    [{ data: 'book' }, '/data'],
    [creating({ type: undefined }), '/data'],
    [creating({ type: 1 }), '/data/type'],
    [creating({ lid: 5 }), '/data/lid'],
    [creating({ attributes: [] }), '/data/attributes'],
    [creating({ attributes: 'x' }), '/data/attributes'],
    [creating({ relationships: [] }), '/data/relationships'],
    [creating({ relationships: 1 }), '/data/relationships'],
  ])('is none in %j: the fault is at %j', (body, pointer) => {
    const sent: unknown = body === undefined ? body : JSON.parse(JSON.stringify(body));
    expect(faultsOf(sent)).toContainEqual(
      expect.objectContaining({ status: 422, code: 'invalid-document', source: { pointer } }),
    );
  });

  it.each([
    [creating({ attributes: null }), '/data/attributes'],
    [creating({ relationships: null }), '/data/relationships'],
  ])('has objects for attributes and relationships, not null: %j', (body, pointer) => {
    expect(faultsOf(body)).toContainEqual(
      expect.objectContaining({ code: 'invalid-document', source: { pointer } }),
    );
  });

  it.each([{ id: '1' }, { id: null }, { id: '' }])('must not bring %j', (member) => {
    expect(faultsOf(creating(member))).toMatchObject([
      { status: 403, source: { pointer: '/data/id' } },
    ]);
  });

  it.each(['author', 'books', 'Book', '', '__proto__', 'constructor'])(
    'must not be of the type %j',
    (type) => {
      expect(faultsOf(creating({ type }))).toMatchObject([
        { status: 409, source: { pointer: '/data/type' }, meta: { expected: 'book' } },
      ]);
    },
  );

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'subTitle',
    'id',
    'type',
    '',
    'a/b',
    '~',
    'author',
  ])('must not have the attribute %j', (member) => {
    const body: unknown = JSON.parse(
      JSON.stringify(creating()).replace('"title"', `${JSON.stringify(member)}:1,"title"`),
    );
    expect(faultsOf(body)).toMatchObject([
      { status: 422, code: 'unknown-member', meta: { member } },
    ]);
    expect(resolvePointer(body, pointers(body)[0] ?? '')).toBe(1);
  });

  it('points at the nearest object where something required is missing', () => {
    expect(faultsOf({ data: { type: 'book' } })).toMatchObject([
      { code: 'missing-member', source: { pointer: '/data' }, meta: { member: 'title' } },
      { code: 'missing-member', source: { pointer: '/data' }, meta: { member: 'author' } },
    ]);
    expect(pointers({ data: { type: 'book', attributes: {}, relationships: {} } })).toEqual([
      '/data/attributes',
      '/data/relationships',
    ]);
  });

  it.each([{}, { links: {} }, { meta: { data: null } }])(
    'lacks a required relationship that is only %j',
    (author) => {
      expect(faultsOf(creating({}, {}, { author }))).toMatchObject([
        { code: 'missing-member', meta: { member: 'author' } },
      ]);
    },
  );

  it.each([
    [{ title: null }, '/data/attributes/title'],
    [{ title: '' }, '/data/attributes/title'],
    [{ title: 'x'.repeat(51) }, '/data/attributes/title'],
    [{ title: 5 }, '/data/attributes/title'],
    [{ title: ['x'] }, '/data/attributes/title'],
    [{ title: { toString: 'x' } }, '/data/attributes/title'],
    [{ title: '\u0000' }, '/data/attributes/title'],
    [{ title: '\ud800' }, '/data/attributes/title'],
    [{ 'sub-title': 'ab' }, '/data/attributes/sub-title'],
    [{ pages: '3' }, '/data/attributes/pages'],
    [{ pages: 1.5 }, '/data/attributes/pages'],
    [{ pages: 2 ** 31 }, '/data/attributes/pages'],
    [{ pages: 1e308 * 10 }, '/data/attributes/pages'],
    [{ price: Number.NaN }, '/data/attributes/price'],
    [{ 'in-print': 1 }, '/data/attributes/in-print'],
    [{ 'in-print': 'true' }, '/data/attributes/in-print'],
    [{ 'written-at': '2030-01-01' }, '/data/attributes/written-at'],
    [{ 'written-at': 0 }, '/data/attributes/written-at'],
    [{ blurb: 1 }, '/data/attributes/blurb'],
  ])('must not have %j', (attributes, pointer) => {
    expect(faultsOf(creating({}, attributes))).toMatchObject([
      { status: 422, code: 'invalid-value', source: { pointer } },
    ]);
  });

  it('obeys rules between attributes', () => {
    const times = { 'written-at': '2030-01-02T00:00Z', 'printed-at': '2030-01-01T00:00Z' };
    expect(faultsOf(creating({}, times))).toMatchObject([
      {
        detail: '"printed-at" must be after "written-at".',
        source: { pointer: '/data/attributes/printed-at' },
      },
    ]);
    expect(faultsOf(creating({}, { 'printed-at': '2030-01-01T00:00Z' }))).toEqual([]);
  });

  it('is refused with all its faults together', () => {
    const body = creating(
      { type: 'author', id: '1' },
      { title: 1, nothing: 1, pages: 'x', 'sub-title': 'a' },
      { author: { data: {} }, readers: { data: [{ type: 'book', id: '1' }, 5] }, nobody: {} },
    );
    expect(new Set(pointers(body))).toEqual(
      new Set([
        '/data/attributes/nothing',
        '/data/attributes/pages',
        '/data/attributes/sub-title',
        '/data/attributes/title',
        '/data/id',
        '/data/relationships/author/data',
        '/data/relationships/nobody',
        '/data/relationships/readers/data/0/type',
        '/data/relationships/readers/data/1',
        '/data/type',
      ]),
    );
  });
});

describe('a document that updates', () => {
  it('may be empty, and may send back what only the server sets', () => {
    expect(valuesOf({ data: { type: 'book', id: '7' } }, update)).toEqual({});
    expect(valuesOf(updating({ isbn: 'x', 'created-at': 'x' }), update)).toEqual({});
  });

  it('may send back relationships that have links only', () => {
    expect(valuesOf(updating({}, { author: { links: { self: '/x' } } }), update)).toEqual({});
  });

  it.each(['8', '07', '', '7 '])('must not name the resource %j', (id) => {
    expect(faultsOf({ data: { type: 'book', id } }, update)).toMatchObject([
      { status: 409, source: { pointer: '/data/id' }, meta: { expected: '7' } },
    ]);
  });

  it.each([{}, { id: 7 }, { id: null }, { id: ['7'] }])(
    'must name the resource, not %j',
    (member) => {
      expect(faultsOf({ data: { type: 'book', ...member } }, update)).toMatchObject([
        { status: 422, source: { pointer: 'id' in member ? '/data/id' : '/data' } },
      ]);
    },
  );
});

describe('linkage in a document', () => {
  it('may be empty where the relationship is not required', () => {
    const related = { 'sequel-to': { data: null }, readers: { data: [] } };
    expect(valuesOf(updating({}, related), update)).toEqual({ sequelTo: null, readers: [] });
  });

  it.each([
    [{ author: { data: null } }, 422, '/author/data'],
    [{ author: { data: [] } }, 422, '/author/data'],
    [{ author: { data: '1' } }, 422, '/author/data'],
    [{ author: { data: { type: 'author' } } }, 422, '/author/data'],
    [{ author: { data: { id: '1' } } }, 422, '/author/data'],
    [{ author: { data: { type: 'author', id: 1 } } }, 422, '/author/data/id'],
    [{ author: { data: { type: 'author', id: null } } }, 422, '/author/data/id'],
    [{ author: { data: { type: 'book', id: '1' } } }, 409, '/author/data/type'],
    [{ author: { data: { type: '__proto__', id: '1' } } }, 409, '/author/data/type'],
    [{ author: { data: { type: 'author', id: 'abc' } } }, 404, '/author/data/id'],
    [{ author: { data: { type: 'author', id: '9223372036854775808' } } }, 404, '/author/data/id'],
    [{ author: null }, 422, '/author'],
    [{ author: [] }, 422, '/author'],
    [{ author: 'x' }, 422, '/author'],
    [{ readers: { data: null } }, 422, '/readers/data'],
    [{ readers: { data: { type: 'author', id: '1' } } }, 422, '/readers/data'],
    [{ readers: { data: [null] } }, 422, '/readers/data/0'],
    [{ readers: { data: [[]] } }, 422, '/readers/data/0'],
    [{ title: { data: null } }, 422, '/title'],
    [{ constructor: { data: null } }, 422, '/constructor'],
  ])('must not be %j: %i at %j', (relationships, status, pointer) => {
    const body = updating({}, relationships);
    expect(faultsOf(body, update)).toMatchObject([
      { status, source: { pointer: `/data/relationships${pointer}` } },
    ]);
    resolvePointer(body, `/data/relationships${pointer}`);
  });
});

describe('a huge document', () => {
  const huge = 200_000;

  it.each([
    ['linkage', creating({}, {}, { readers: { data: Array.from({ length: huge }, () => 0) } })],
    [
      'attributes',
      creating({
        attributes: Object.fromEntries(Array.from({ length: huge }, (_, index) => [index, 0])),
      }),
    ],
    [
      'relationships',
      creating({
        relationships: Object.fromEntries(Array.from({ length: huge }, (_, index) => [index, 0])),
      }),
    ],
  ])('with wrong %s is refused with the first faults, in linear time', (_, body) => {
    expect(faultsOf(body)).toHaveLength(100);
  });

  it.each(['x', '<', '<b>', '&', '\\', '"', ' ', '\u{1f600}', '<a href="'])(
    'with a megabyte of %j in an attribute is judged in linear time',
    (piece) => {
      const value = piece.repeat(1_000_000 / piece.length);
      expect(
        faultsOf(creating({}, { title: value, blurb: value, 'written-at': value })),
      ).not.toEqual([]);
    },
  );
});

describe('any document', () => {
  const whole = creating(
    { lid: 'l' },
    {
      'sub-title': 'abc',
      pages: 1,
      price: 1.5,
      'in-print': true,
      'written-at': '2030-01-01T00:00Z',
      blurb: '<b>x',
    },
    {
      'sequel-to': { data: null },
      readers: {
        data: [
          { type: 'author', id: '1' },
          { type: 'author', id: '2' },
        ],
      },
    },
  );
  const places = placesIn(whole);
  const strange: Arbitrary<unknown> = oneof(
    jsonValue({ maxDepth: 2 }),
    string({ unit: 'binary' }),
    constantFrom(null, [], {}, [null], [[]], '', 0, -0, '\u0000', '\ud800', '__proto__', 2 ** 53),
  );
  const mutation = tuple(constantFrom(...places), oneof(strange, constantFrom(undefined)));

  it.each([create, update])(
    'mutated from a valid one is taken, or refused at places that it has ($mode)',
    (expected) => {
      assert(
        property(
          mutation,
          mutation,
          oneof(string(), constantFrom('__proto__', 'constructor', '@x')),
          (one, two, member) => {
            const body: unknown = structuredClone(expected === update ? withId(whole) : whole);
            // Values are cloned: a second mutation may reach into the first, and constants are shared by all runs.
            for (const [path, value] of [one, two]) put(body, path, structuredClone(value), member);
            const sent: unknown = JSON.parse(JSON.stringify(body) ?? 'null');
            for (const { source, status } of faultsOf(sent, expected)) {
              expect([403, 404, 409, 422]).toContain(status);
              resolvePointer(sent, (source as { readonly pointer: string }).pointer);
            }
          },
        ),
        { numRuns: 3000 },
      );
    },
  );

  it('that is no document at all is refused like others', () => {
    assert(
      property(oneof(anything(), jsonValue()), (body) => {
        faultsOf(body);
      }),
    );
  });
});

type Path = readonly (string | number)[];

const withId = (body: { readonly data: object }) => ({
  data: { ...body.data, id: '7' },
});

function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** Puts a value in the place of another, and beside it under a name; undefined takes it away. */
function put(body: unknown, path: Path, value: unknown, member: string): void {
  let parent = body;
  for (const step of path.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null) return;
    parent = (parent as Record<string | number, unknown>)[step];
  }
  const last = path.at(-1);
  if (typeof parent !== 'object' || parent === null || last === undefined) return;
  for (const name of Array.isArray(parent) ? [last] : [last, member])
    Object.defineProperty(parent, name, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
}

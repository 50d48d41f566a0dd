import * as fc from 'fast-check';
import type { ResourceDefinition } from '../../src/jsonapi/resource/resource-definition.js';
import { operators } from '../../src/jsonapi/request/filter.js';

/** Query strings as a client may write them: mostly by the grammar of the declarations, now and then beside it. */
export function queryOf(definition: ResourceDefinition): fc.Arbitrary<string> {
  const parameter = fc.oneof(
    { weight: 3, arbitrary: includeOf(definition) },
    { weight: 3, arbitrary: fieldsOf(definition) },
    { weight: 3, arbitrary: sortOf(definition) },
    { weight: 3, arbitrary: pageParameter },
    { weight: 4, arbitrary: shortFilterOf(definition) },
    { weight: 4, arbitrary: treeOf(definition) },
    { weight: 1, arbitrary: fc.tuple(fc.string({ unit: 'grapheme' }), anyText) },
  );
  return fc
    .array(parameter, { maxLength: 4 })
    .map((pairs) => pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'));
}

type Pair = [string, string];

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    '\u0000',
    '%',
    "'",
    '1e999',
    '-0',
    'null',
    '9'.repeat(40),
    '2030-02-30T00:00Z',
  ),
);

function path(definition: ResourceDefinition): fc.Arbitrary<string> {
  const relationships = [...definition.relationships.keys(), 'nothing'];
  const attributes = [...definition.attributes.keys(), 'id', 'nothing'];
  return fc
    .tuple(
      fc.array(fc.constantFrom(...relationships), { maxLength: 2 }),
      fc.constantFrom(...attributes),
    )
    .map(([steps, last]) => [...steps, last].join('.'));
}

function includeOf({ relationships }: ResourceDefinition): fc.Arbitrary<Pair> {
  const step = fc.constantFrom(...relationships.keys(), 'owner', 'event', 'sessions', 'nothing');
  const one = fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('.'));
  return fc.array(one, { maxLength: 3 }).map((paths) => ['include', paths.join(',')]);
}

function fieldsOf(definition: ResourceDefinition): fc.Arbitrary<Pair> {
  const names = [...definition.attributes.keys(), ...definition.relationships.keys(), 'nothing'];
  const type = fc.constantFrom(definition.type, 'user', 'event', 'nothing');
  return fc
    .tuple(type, fc.array(fc.constantFrom(...names), { maxLength: 4 }))
    .map(([of, list]) => [`fields[${of}]`, list.join(',')]);
}

function sortOf(definition: ResourceDefinition): fc.Arbitrary<Pair> {
  const key = fc.tuple(fc.constantFrom('', '-'), path(definition)).map((parts) => parts.join(''));
  return fc.array(key, { minLength: 1, maxLength: 3 }).map((keys) => ['sort', keys.join(',')]);
}

const pageParameter: fc.Arbitrary<Pair> = fc.tuple(
  fc.constantFrom('page[size]', 'page[number]', 'page[after]', 'page[before]'),
  fc.oneof(fc.integer({ min: -1, max: 120 }).map(String), anyText),
);

const operator = fc.constantFrom(...operators, 'is_', 'isnot', 'nearly');

function shortFilterOf(definition: ResourceDefinition): fc.Arbitrary<Pair> {
  return fc
    .tuple(path(definition), operator, anyText)
    .map(([field, op, text]) => [`filter[${field}][${op}]`, text]);
}

const operand = fc.oneof(
  anyText,
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(anyText, { maxLength: 3 }),
);

function treeOf(definition: ResourceDefinition): fc.Arbitrary<Pair> {
  const { node } = fc.letrec((tie) => {
    const nodes = fc.array(tie('node'), { maxLength: 3 });
    return {
      node: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.record({ name: path(definition), op: operator, val: operand }),
        fc.record({ and: nodes }),
        fc.record({ or: nodes }),
        fc.record({ not: tie('node') }),
        fc.record({
          name: fc.constantFrom(...definition.relationships.keys(), 'nothing'),
          op: fc.constantFrom('has', 'any'),
          val: tie('node'),
        }),
      ),
    };
  });
  return fc.array(node, { maxLength: 3 }).map((nodes) => ['filter', JSON.stringify(nodes)]);
}

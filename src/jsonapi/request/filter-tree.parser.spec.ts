import {
  array,
  assert,
  constantFrom,
  dictionary,
  jsonValue,
  letrec,
  oneof,
  property,
  record,
  string,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal, resolvePointer } from '../../../test/jsonapi/refusal.js';
import { book } from '../../../test/jsonapi/sample-library.js';
import type { Fault } from '../errors/fault.js';
import { allOf, anyOf, compare, everything, not, nothing, related } from './filter.js';
import { parseFilterTree } from './filter-tree.parser.js';

const parse = (tree: unknown) => parseFilterTree(JSON.stringify(tree), book);
const faultOf = (tree: unknown): Fault | undefined => refusal(() => parse(tree))[0];
const title = { name: 'title', op: 'eq', val: 'Emma' };
const isEmma = compare('title', 'eq', 'Emma');
const has = (val: unknown) => ({ name: 'author', op: 'has', val });
const hasAgent = (val: unknown) => ({ name: 'agent', op: 'has', val });

describe('a filter tree', () => {
  it.each([
    [[], everything],
    [[title], isEmma],
    [[title, title], allOf(isEmma, isEmma)],
    [[{ or: [title, { not: title }] }], anyOf(isEmma, not(isEmma))],
    [[{ and: [title, title] }], allOf(isEmma, isEmma)],
    [[{ or: [] }], nothing],
    [[{ not: { or: [] } }], everything],
    [[{ name: 'sub_title', op: 'is_', val: null }], compare('subTitle', 'eq', null)],
    [[{ name: 'pages', op: 'isnot' }], compare('pages', 'ne', null)],
    [[{ name: 'pages', op: 'in', val: [1, 2] }], compare('pages', 'in', [1, 2])],
    [[has({ name: 'name', op: 'eq', val: 'J' })], related('author', compare('name', 'eq', 'J'))],
    [[{ name: 'author', op: 'has' }], related('author', everything)],
    [[{ name: 'readers', op: 'any', val: null }], related('readers', everything)],
    [
      [has(hasAgent(hasAgent(null)))],
      related('author', related('agent', related('agent', everything))),
    ],
  ])('%j is a filter', (tree, filter) => {
    expect(parse(tree)).toEqual(filter);
  });

  it.each([
    [[null], '/0'],
    [[[]], '/0'],
    [['title'], '/0'],
    [[{}], '/0'],
    [[title, { name: 'title' }], '/1'],
    [[{ name: 'title', op: 1 }], '/0'],
    [[{ or: title }], '/0/or'],
    [[{ and: null }], '/0/and'],
    [[{ or: [title, { and: [{ not: { name: 'x', op: 'eq' } }] }] }], '/0/or/1/and/0/not'],
    [[{ not: [title] }], '/0/not'],
    [[{ name: '__proto__', op: 'eq' }], '/0'],
    [[{ name: 'constructor', op: 'has' }], '/0'],
    [[{ name: 'title', op: '__proto__', val: 1 }], '/0'],
    [[{ name: 'author', op: 'any' }], '/0'],
    [[{ name: 'readers', op: 'has' }], '/0'],
    [[{ name: 'title', op: 'has' }], '/0'],
    [[has('x')], '/0/val'],
    [[has({ name: 'title', op: 'eq', val: 'x' })], '/0/val'],
    [[has({ name: 'password', op: 'eq', val: 'x' })], '/0/val'],
    [[{ name: 'title', op: 'eq', val: 1 }], '/0'],
    [[{ name: 'title', op: 'like', val: 1 }], '/0'],
    [[{ name: 'title', op: 'like', val: '\ud800' }], '/0'],
    [[{ name: 'title', op: 'eq', val: '\udc00' }], '/0'],
    [[{ name: 'title', op: 'lt', val: null }], '/0'],
    [[{ name: 'title', op: 'in', val: 'x' }], '/0'],
    [[{ name: 'title', op: 'in', val: [null] }], '/0'],
    [[{ name: 'title', op: 'in', val: { length: 1 } }], '/0'],
    [[{ name: 'pages', op: 'eq', val: '1' }], '/0'],
    [[{ name: 'pages', op: 'eq', val: 1e300 }], '/0'],
    [[{ name: 'written-at', op: 'ge', val: 5 }], '/0'],
  ])('%j is refused at %j', (tree, pointer) => {
    expect(faultOf(tree)).toMatchObject({
      status: 400,
      source: { parameter: 'filter' },
      meta: { pointer },
    });
  });

  it.each(['', 'x', '{', '[', '{}', 'null', '"x"', '1', '[1'])('is none in %j', (text) => {
    expect(refusal(() => parseFilterTree(text, book))).toMatchObject([
      { source: { parameter: 'filter' } },
    ]);
  });

  it('follows at most three relationships, by whatever spelling', () => {
    const name = { name: 'name', op: 'eq', val: 'x' };
    expect(faultOf([has(hasAgent(hasAgent(name)))])).toBeUndefined();
    expect(faultOf([has(hasAgent(hasAgent(hasAgent(name))))])).toBeDefined();
    expect(faultOf([has(hasAgent({ ...name, name: 'agent.name' }))])).toBeUndefined();
    expect(faultOf([has(hasAgent(hasAgent({ ...name, name: 'agent.name' })))])).toBeDefined();
  });

  it('has at most a hundred nodes, and ten levels', () => {
    const many = (count: number) => [{ or: Array.from({ length: count }, () => title) }];
    expect(faultOf(many(99))).toBeUndefined();
    expect(faultOf(many(100))).toMatchObject({ meta: { pointer: '/0/or/99' } });
    const deep = (levels: number) =>
      Array.from({ length: levels }).reduce((node) => ({ not: node }), title as unknown);
    expect(faultOf([deep(10)])).toBeUndefined();
    expect(faultOf([deep(11)])).toBeDefined();
  });

  it.each(['[', '{"not":', '[{"or":', '{"name":"author","op":"has","val":', '[[],'])(
    'is refused quickly where %j never ends',
    (piece) => {
      const text = piece.repeat(200_000 / piece.length);
      expect(refusal(() => parseFilterTree(text, book))).toHaveLength(1);
      expect(
        refusal(() => parseFilterTree(`[${'{"not":'.repeat(50_000)}1${'}'.repeat(50_000)}]`, book)),
      ).toHaveLength(1);
    },
  );

  it('of any nesting is a filter, or is refused at a place that is in it', () => {
    const operand = oneof(jsonValue({ maxDepth: 2 }), string(), constantFrom(null, true, 1, '1'));
    const { node } = letrec((tie) => ({
      node: oneof(
        { maxDepth: 12, depthSize: 'large' },
        record({
          name: oneof(
            constantFrom('title', 'pages', 'author.name', 'written_at', 'email'),
            string(),
          ),
          op: oneof(constantFrom('eq', 'in', 'like', 'is_', 'lt'), string()),
          val: operand,
        }),
        record({ or: array(tie('node'), { maxLength: 3 }) }),
        record({ and: array(tie('node'), { maxLength: 3 }) }),
        record({ not: tie('node') }),
        record({
          name: constantFrom('author', 'agent', 'readers'),
          op: constantFrom('has', 'any'),
          val: tie('node'),
        }),
        dictionary(constantFrom('name', 'op', 'val', 'or', 'not', '__proto__'), operand),
        operand,
      ),
    }));
    assert(
      property(oneof(array(node), node), (tree) => {
        for (const { meta, source, status } of refusal(() => parse(tree))) {
          expect([status, source]).toEqual([400, { parameter: 'filter' }]);
          resolvePointer(JSON.parse(JSON.stringify(tree)), (meta?.['pointer'] ?? '') as string);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

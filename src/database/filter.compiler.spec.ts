import {
  type Arbitrary,
  array,
  assert,
  constantFrom,
  letrec,
  oneof,
  property,
  record,
  string,
} from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Author, Book } from '../../test/jsonapi/sample-library.js';
import {
  sampleTables,
  seesAll,
  seesLittle,
  seesNoAddress,
} from '../../test/jsonapi/sample-tables.js';
import {
  type Filter,
  allOf,
  anyOf,
  compare,
  equals,
  everything,
  not,
  nothing,
  operators,
  related,
} from '../jsonapi/request/filter.js';
import { FilterCompiler, type Source } from './filter.compiler.js';
import { Statement } from './statement.js';
import type { Tables } from './table.js';
import type { Visibility } from './visibility.js';

let tables: Tables;
beforeAll(async () => {
  tables = await sampleTables();
});

function compile(
  filter: Filter,
  visibility: Visibility | null = seesAll,
  entity: typeof Book | typeof Author = Book,
) {
  const statement = new Statement();
  const source: Source = { table: tables.of(entity), alias: statement.alias() };
  const text = new FilterCompiler(statement, visibility).compile(filter, source);
  return { text, values: statement.values };
}

const emailOf = (operator: 'eq' | 'ne' | 'contains', operand: unknown): Filter => ({
  kind: 'compare',
  property: 'email',
  operator,
  operand,
  audience: 'self',
});

describe('a comparison', () => {
  it.each<[Filter, string, unknown[]]>([
    [compare('title', 'eq', 'x'), 't1."title" = $1', ['x']],
    [compare('title', 'ne', 'x'), 't1."title" IS DISTINCT FROM $1', ['x']],
    [compare('price', 'le', 1), 't1."price_in_euro" <= $1', [1]],
    [compare('title', 'eq', null), 't1."title" IS NULL', []],
    [compare('title', 'ne', null), 't1."title" IS NOT NULL', []],
    [compare('id', 'in', ['1', '2']), 't1."id" = ANY($1)', [['1', '2']]],
    [compare('id', 'in', []), 't1."id" = ANY($1)', [[]]],
    [compare('title', 'like', 'a%'), 't1."title" LIKE $1', ['a%']],
    [compare('title', 'ilike', 'A_'), 't1."title" ILIKE $1', ['A_']],
    [compare('title', 'startswith', '50%_\\'), 't1."title" LIKE $1', ['50\\%\\_\\\\%']],
    [compare('title', 'endswith', '%'), 't1."title" LIKE $1', ['%\\%']],
    [compare('title', 'contains', '_'), 't1."title" LIKE $1', ['%\\_%']],
    [equals('author', '5'), 't1."authorId" = $1', ['5']],
  ])('%j is %s', (filter, text, values) => {
    expect(compile(filter)).toEqual({ text, values });
  });

  it('with an unknown property is a fault of the declaration', () => {
    expect(() => compile(equals('nothing', 1))).toThrow('has no column nothing');
    expect(() => compile(equals('__proto__', 1))).toThrow('has no column __proto__');
  });
});

describe('several conditions', () => {
  it('stand in brackets and number their values in the order of their places', () => {
    const filter = anyOf(
      allOf(equals('title', 'a'), not(equals('title', 'b'))),
      equals('pages', 3),
    );
    expect(compile(filter)).toEqual({
      text: '((t1."title" = $1 AND (t1."title" = $2) IS NOT TRUE) OR t1."pages" = $3)',
      values: ['a', 'b', 3],
    });
  });
});

describe('a related condition', () => {
  it('follows a key, its other side, and a junction', () => {
    expect(compile(related('author', equals('name', 'x'))).text).toBe(
      'EXISTS (SELECT 1 FROM "authors" t2 WHERE t2."id" = t1."authorId" AND t2."name" = $1)',
    );
    expect(compile(related('books', equals('title', 'x')), seesAll, Author).text).toBe(
      'EXISTS (SELECT 1 FROM "books" t2 WHERE t2."authorId" = t1."id" AND t2."title" = $1)',
    );
    expect(compile(related('readers', everything)).text).toBe(
      'EXISTS (SELECT 1 FROM "authors" t2 WHERE EXISTS (SELECT 1 FROM "readers" t3' +
        ' WHERE t3."booksId" = t1."id" AND t3."authorsId" = t2."id") AND TRUE)',
    );
  });

  it('counts what the caller may not know of as absent, at every depth', () => {
    const { text, values } = compile(
      related('sequelTo', related('sequelTo', everything)),
      seesLittle,
    );
    expect(text.match(/t[23]\."inPrint" = \$\d/g)).toHaveLength(2);
    expect(values).toEqual([true, true]);
  });

  it('of a policy sees everything', () => {
    expect(compile(related('author', emailOf('eq', 'x')), null).text).not.toContain('AND (');
  });
});

describe('a guarded attribute', () => {
  it('is compared only where the caller may read it', () => {
    expect(compile(emailOf('eq', 'x'), seesLittle, Author)).toEqual({
      text: '(t1."id" = $2 AND t1."email" = $1)',
      values: ['x', '9'],
    });
  });

  /** Evaluates what was compiled, for a row on which the audience does not hold. */
  it('tells nothing of a hidden value, however conditions are nested', () => {
    const leaf: Arbitrary<Filter> = record({
      operator: constantFrom('eq' as const, 'ne' as const, 'contains' as const),
      operand: string(),
    }).map(({ operand, operator }) => emailOf(operator, operand));
    const { tree } = letrec<{ tree: Filter }>((tie) => ({
      tree: oneof(
        { maxDepth: 6 },
        leaf,
        tie('tree').map(not),
        array(tie('tree'), { maxLength: 3 }).map((terms) => allOf(...terms)),
        array(tie('tree'), { maxLength: 3 }).map((terms) => anyOf(...terms)),
      ),
    }));
    assert(
      property(tree, (filter) => {
        const { text } = compile(filter, seesNoAddress, Author);
        // Every look at the column stands behind a FALSE, so its value can't matter.
        expect(
          text.replaceAll(/\(FALSE AND t1\."email" (=|IS DISTINCT FROM|LIKE) \$\d+\)/g, 'FALSE'),
        ).not.toContain('email');
      }),
    );
  });
});

describe('any filter', () => {
  it('never becomes a part of the text with its values, and numbers them without a gap', () => {
    const marked = string().map((text) => `<value ${text}>`);
    const { tree } = letrec<{ tree: Filter }>((tie) => ({
      tree: oneof(
        { maxDepth: 6 },
        record({ operator: constantFrom(...operators), operand: marked }).map(
          ({ operand, operator }) =>
            compare('title', operator, operator === 'in' ? [operand] : operand),
        ),
        constantFrom(everything, nothing, equals('pages', null)),
        tie('tree').map(not),
        tie('tree').map((term) => related('sequelTo', term)),
        array(tie('tree'), { maxLength: 3 }).map((terms) => allOf(...terms)),
        array(tie('tree'), { maxLength: 3 }).map((terms) => anyOf(...terms)),
      ),
    }));
    assert(
      property(tree, constantFrom(seesAll, seesLittle), (filter, visibility) => {
        const { text, values } = compile(filter, visibility);
        expect(text).not.toContain('<value');
        const placeholders = new Set(text.match(/\$\d+/g) ?? []);
        expect(placeholders).toEqual(new Set(values.map((_, index) => `$${index + 1}`)));
        expect(text).not.toContain('()');
      }),
    );
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { Author, Book, author, book, library } from '../../test/jsonapi/sample-library.js';
import { sampleTables, seesAll, seesLittle } from '../../test/jsonapi/sample-tables.js';
import { equals, everything } from '../jsonapi/request/filter.js';
import type { Page } from '../jsonapi/request/query.js';
import { QueryParser } from '../jsonapi/request/query.parser.js';
import { collectionParameters } from '../jsonapi/request/parameter-family.js';
import { projectionOf } from '../jsonapi/response/projection.js';
import { type Selection, compileCount, compileSelect } from './select.compiler.js';
import type { Tables } from './table.js';

let tables: Tables;
beforeAll(async () => {
  tables = await sampleTables();
});

const fieldsOf = (type: string, ...names: string[]) => new Map([[type, new Set(names)]]);
const sortBy = (sort: string) =>
  new QueryParser(library).parse(`sort=${sort}`, book, { families: collectionParameters }).sort;

function selecting(change: Partial<Selection> = {}): Selection {
  return {
    table: tables.of(Book),
    visibility: seesAll,
    filter: everything,
    projection: projectionOf(book, fieldsOf('book', 'title')),
    included: new Set(),
    ...change,
  };
}

describe('a select', () => {
  it('reads the fields that are wanted, and the id', () => {
    const { text, values } = compileSelect(selecting());
    expect(text).toBe(
      'SELECT t1."id", t1."title" FROM "books" t1 WHERE TRUE ORDER BY t1."id" ASC NULLS LAST',
    );
    expect(values).toEqual([]);
  });

  it('makes a record of a row', () => {
    const projection = projectionOf(book, fieldsOf('book', 'title', 'author', 'price'));
    const select = compileSelect(selecting({ projection, versioned: true }));
    expect(select.text).toMatch(
      /^SELECT t1."id", t1.xmin::text, t1."title", t1."price_in_euro", t1."authorId" FROM/,
    );
    expect(select.projection.toRecord(['7', '99', 'Emma', 1.5, '3'])).toEqual({
      projection,
      id: '7',
      version: '99',
      values: { title: 'Emma', price: 1.5 },
      linkage: { author: '3' },
    });
  });

  it('binds values in the order of their placeholders', () => {
    const { text, values } = compileSelect(
      selecting({
        visibility: seesLittle,
        filter: equals('title', 'Emma'),
        sort: sortBy('author.email,-title'),
        page: { kind: 'number', number: 3, size: 10 },
      }),
    );
    const named = new Map(values.map((value, index) => [`$${index + 1}`, value]));
    const filled = text.replaceAll(/\$\d+/g, (name) => JSON.stringify(named.get(name)));
    expect(filled).toBe(
      'SELECT t1."id", t1."title" FROM "books" t1' +
        ' LEFT JOIN "authors" t2 ON t2."id" = t1."authorId" AND t2."id" >= "1" AND TRUE'.replace(
          ' AND TRUE',
          '',
        ) +
        ' WHERE t1."inPrint" = true AND t1."title" = "Emma"' +
        ' ORDER BY CASE WHEN t2."id" = "9" THEN t2."email" END ASC NULLS LAST, t1."title" DESC NULLS LAST, t1."id" ASC NULLS LAST' +
        ' LIMIT 10 OFFSET 20',
    );
  });

  it('counts with the same conditions', () => {
    const selection = selecting({ visibility: seesLittle, filter: equals('title', 'Emma') });
    expect(compileCount(selection)).toEqual({
      text: 'SELECT count(*) FROM "books" t1 WHERE t1."inPrint" = $2 AND t1."title" = $1',
      values: ['Emma', true],
    });
  });

  it('finds rows of parents by their key, by its other side, and by a junction', () => {
    const of = (table: 'author' | 'book', relation: string, ids: readonly string[]) => {
      const entity = table === 'author' ? Author : Book;
      const join = tables.of(entity).join(relation);
      const projection = projectionOf(
        join.target.definition,
        new Map([
          ['author', new Set()],
          ['book', new Set()],
        ]),
      );
      return compileSelect(selecting({ table: join.target, projection, parents: { join, ids } }));
    };
    const books = of('author', 'books', ['1', '2']);
    expect(books.text).toContain(
      'SELECT t1."id", t1."authorId" FROM "books" t1 WHERE t1."authorId" = ANY($1)',
    );
    expect(books.parentOf(['5', '1'])).toBe('1');
    const readers = of('book', 'readers', ['5']);
    expect(readers.text).toContain(
      'FROM "authors" t1 JOIN "readers" t2 ON t2."authorsId" = t1."id" WHERE t2."booksId" = ANY($1)',
    );
    expect(readers.parentOf(['1', '5'])).toBe('5');
    expect(of('book', 'author', ['1']).text).toContain('WHERE t1."id" = ANY($1)');
  });
});

describe('a page by cursor', () => {
  const page = (change: Partial<Extract<Page, { kind: 'cursor' }>>): Page => ({
    kind: 'cursor',
    size: 2,
    after: null,
    before: null,
    ...change,
  });
  const where = (text: string) => /WHERE TRUE AND (.*) ORDER BY (.*) LIMIT/.exec(text)?.slice(1);

  it('begins after a row, ties broken by the id', () => {
    const { reversed, text, values } = compileSelect(
      selecting({ sort: sortBy('-pages'), page: page({ after: [10, '7'] }) }),
    );
    expect(where(text)).toEqual([
      '((t1."pages" < $1 OR t1."pages" IS NULL) OR (t1."pages" = $2 AND (t1."id" > $3 OR t1."id" IS NULL)))',
      't1."pages" DESC NULLS LAST, t1."id" ASC NULLS LAST',
    ]);
    expect(values).toEqual([10, 10, '7', 3]);
    expect(reversed).toBe(false);
  });

  it('ends before a row, read backwards', () => {
    const { reversed, text } = compileSelect(
      selecting({ sort: sortBy('-pages'), page: page({ before: [null, '7'] }) }),
    );
    expect(where(text)).toEqual([
      '(t1."pages" IS NOT NULL OR (t1."pages" IS NULL AND t1."id" < $1))',
      't1."pages" ASC NULLS FIRST, t1."id" DESC NULLS FIRST',
    ]);
    expect(reversed).toBe(true);
  });

  it('knows the place of each row', () => {
    const select = compileSelect(selecting({ sort: sortBy('-pages,title'), page: page({}) }));
    expect(select.text).toMatch(/^SELECT t1."id", t1."title", t1."pages", t1."title" FROM/);
    expect(select.cursorOf(['7', 'Emma', 300, 'Emma'])).toEqual([300, 'Emma', '7']);
  });

  it('never puts into a cursor what the caller may not read', () => {
    const { text } = compileSelect(
      selecting({ visibility: seesLittle, sort: sortBy('author.email'), page: page({}) }),
    );
    const columns = /^SELECT (.*?) FROM/.exec(text)?.[1];
    expect(columns).toMatch(/CASE WHEN t2."id" = \$\d THEN t2."email" END$/);
  });
});

describe('a guarded attribute', () => {
  it('is read with a flag, and left out where the flag is not set', () => {
    const projection = projectionOf(author, fieldsOf('author', 'name', 'email'));
    const select = compileSelect(
      selecting({ table: tables.of(Author), projection, visibility: seesLittle }),
    );
    expect(select.text).toMatch(/^SELECT t1."id", t1."name", t1."id" = \$1, t1."email" FROM/);
    expect(select.projection.toRecord(['9', 'J', true, 'j@x']).values).toEqual({
      name: 'J',
      email: 'j@x',
    });
    for (const flag of [false, null])
      expect(select.projection.toRecord(['9', 'J', flag, 'j@x']).values).toEqual({ name: 'J' });
  });
});

describe('a key', () => {
  it('leads nowhere when the caller may not know of what it leads to', () => {
    const projection = projectionOf(book, fieldsOf('book', 'sequel-to'));
    const { text } = compileSelect(selecting({ projection, visibility: seesLittle }));
    expect(text).toContain(
      'CASE WHEN EXISTS (SELECT 1 FROM "books" t2 WHERE t2."id" = t1."sequelToId" AND t2."inPrint" = $1) THEN t1."sequelToId" END',
    );
  });

  it('is read where its resource is included, even if no field set names it', () => {
    const included = new Set(['author', 'readers']);
    const select = compileSelect(selecting({ included }));
    expect(select.text).toMatch(/^SELECT t1."id", t1."title", t1."authorId" FROM/);
    expect(select.projection.toRecord(['7', 'Emma', '3']).linkage).toEqual({ author: '3' });
  });
});

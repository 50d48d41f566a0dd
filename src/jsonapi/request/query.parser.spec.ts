import { array, assert, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusal, sources } from '../../../test/jsonapi/refusal.js';
import { author, book, library } from '../../../test/jsonapi/sample-library.js';
import { encodeCursor } from './cursor.js';
import { type Filter, allOf, compare, everything, related } from './filter.js';
import { type ParseOptions, QueryParser } from './query.parser.js';
import { collectionParameters, noParameters, resourceParameters } from './parameter-family.js';

const parser = new QueryParser(library);
const collection: ParseOptions = { families: collectionParameters };
const parse = (search: string, options = collection) => parser.parse(search, book, options);
const faultsOf = (search: string, options = collection) => refusal(() => parse(search, options));
const refused = (search: string, options = collection) => sources(faultsOf(search, options));

describe('an empty query string', () => {
  it('asks for the first page of everything', () => {
    expect(parse('')).toEqual({
      include: new Map(),
      includes: false,
      includesRelated: false,
      sort: [],
      page: { kind: 'number', number: 1, size: 20 },
      fields: new Map(),
      filter: everything,
      reach: 'kept',
    });
  });
});

describe('include', () => {
  it('joins paths into one tree', () => {
    const { include, includes } = parse('include=author.agent,author.books,author');
    expect(includes).toBe(true);
    expect([...include.keys()]).toEqual(['author']);
    expect([...(include.get('author')?.children.keys() ?? [])]).toEqual(['agent', 'books']);
  });

  it('asks for an empty list where it is empty', () => {
    expect(parse('include=')).toMatchObject({ includes: true, include: new Map() });
  });

  it.each([
    'nobody',
    'author.nobody',
    'title',
    '__proto__',
    'constructor',
    'author..books',
    'author.',
    '.author',
    'author,,readers',
    ' author',
    'Author',
    'author.agent.agent.agent',
    Array.from({ length: 31 }, () => 'author').join(','),
  ])('refuses %j', (paths) => {
    expect(refused(`include=${paths}`)).toEqual(['include']);
  });

  it('names every path that leads nowhere', () => {
    expect(faultsOf('include=a,author,b').map(({ detail }) => detail)).toEqual([
      '"a" cannot be included: book has no relationship "a".',
      '"b" cannot be included: book has no relationship "b".',
    ]);
  });
});

describe('include on a relationship route', () => {
  const authors: ParseOptions = {
    families: resourceParameters,
    linkage: { of: book, relationship: required(book.relationships.get('author')) },
  };
  const parseLinkage = (search: string) => parser.parse(search, author, authors);

  it('begins with the relationship itself', () => {
    const query = parseLinkage('include=author.books');
    expect(query).toMatchObject({ includes: true, includesRelated: true });
    expect([...query.include.keys()]).toEqual(['books']);
  });

  it('includes nothing where the relationship is not named', () => {
    expect(parseLinkage('include=')).toMatchObject({ includes: true, includesRelated: false });
    expect(parseLinkage('')).toMatchObject({ includes: false, includesRelated: false });
  });

  it.each(['books', 'author.nobody', 'readers'])('refuses %j', (path) => {
    expect(sources(refusal(() => parseLinkage(`include=${path}`)))).toEqual(['include']);
  });
});

describe('fields', () => {
  it('takes attributes and relationships, of any type', () => {
    const { fields } = parse('fields[book]=title,author&fields[author]=name,name');
    expect(fields).toEqual(
      new Map([
        ['book', new Set(['title', 'author'])],
        ['author', new Set(['name'])],
      ]),
    );
  });

  it('takes an empty list for no fields at all', () => {
    expect(parse('fields[book]=').fields).toEqual(new Map([['book', new Set()]]));
  });

  it.each([
    ['fields[book]=nothing', 'fields[book]'],
    ['fields[book]=title,,author', 'fields[book]'],
    ['fields[book]=__proto__', 'fields[book]'],
    ['fields[author]=password', 'fields[author]'],
    ['fields[toString]=name', 'fields[toString]'],
    ['fields[__proto__]=name', 'fields[__proto__]'],
    ['fields[book][title]=x', 'fields[book][title]'],
    ['fields=title', 'fields'],
    ['fields[]=title', 'fields[]'],
    ['fields[book=title', 'fields[book'],
    ['fields[book]x=title', 'fields[book]x'],
    ['fields[[book]]=title', 'fields[[book]]'],
    ['fields.book=title', 'fields.book'],
  ])('refuses %j and names %j', (search, parameter) => {
    expect(refused(search)).toEqual([parameter]);
  });

  it('names every field that the type does not have', () => {
    expect(refused('fields[book]=a,title,b')).toEqual(['fields[book]', 'fields[book]']);
  });
});

describe('sort', () => {
  it('takes several keys, either way, through to-one relationships', () => {
    const { sort } = parse('sort=-written-at,author.agent.name,id');
    expect(
      sort.map(({ attribute, descending, path }) => [
        path.map(({ name }) => name),
        attribute.name,
        descending,
      ]),
    ).toEqual([
      [[], 'written-at', true],
      [['author', 'agent'], 'name', false],
      [[], 'id', false],
    ]);
  });

  it.each([
    '',
    'nothing',
    '--title',
    '+title',
    'writtenAt',
    'author',
    'readers.name',
    'author.password',
    'blurb',
    '-',
    'title,',
    'constructor',
    'author.agent.agent.agent.name',
    Array.from({ length: 11 }, () => 'title').join(','),
  ])('refuses %j', (keys) => {
    expect(refused(`sort=${encodeURIComponent(keys)}`)).toEqual(['sort']);
  });
});

describe('page', () => {
  it.each([
    ['page[size]=100&page[number]=3', { kind: 'number', number: 3, size: 100 }],
    ['page[size]=1', { kind: 'number', number: 1, size: 1 }],
    ['page[after]=', { kind: 'cursor', after: null, before: null, size: 20 }],
  ])('reads %j', (search, page) => {
    expect(parse(search).page).toEqual(page);
  });

  it('goes by cursor where the client asks for the profile', () => {
    const byCursor = { ...collection, byCursor: true };
    expect(parse('', byCursor).page).toMatchObject({ kind: 'cursor', after: null });
    expect(parse('page[number]=2', byCursor).page).toMatchObject({ kind: 'number', number: 2 });
  });

  it('reads back the place of a row in the same order', () => {
    const place = [new Date('2030-01-02T03:04:05.006Z'), null, '7'];
    const search = `sort=written-at,sub-title&page[before]=${encodeCursor(place)}`;
    expect(parse(search).page).toMatchObject({ before: place, after: null });
  });

  it.each(['0', '-1', '1.5', '1e2', '0x10', '', ' 1', '１', 'NaN', '99999999999999999999'])(
    'refuses %j as a size and as a number',
    (text) => {
      const value = encodeURIComponent(text);
      expect(refused(`page[size]=${value}`)).toEqual(['page[size]']);
      expect(refused(`page[number]=${value}`)).toEqual(['page[number]']);
    },
  );

  it('says what the largest size is', () => {
    expect(faultsOf('page[size]=101')[0]).toMatchObject({
      code: 'page-too-large',
      meta: { limit: 100, actual: 101 },
    });
  });

  it('names each member that is wrong', () => {
    expect(refused('page[size]=0&page[number]=x')).toEqual(['page[size]', 'page[number]']);
    expect(refused('page[size]=0&page[after]=x&page[before]=y')).toEqual([
      'page[size]',
      'page[after]',
      'page[before]',
    ]);
  });

  it.each([
    'nonsense',
    '____',
    encodeCursor([]),
    encodeCursor(['1', '2']),
    encodeCursor([null]),
    encodeCursor([1]),
    encodeCursor(['0']),
    Buffer.from('{"length":1,"0":"1"}').toString('base64url'),
    Buffer.from('"1"').toString('base64url'),
    '['.repeat(10_000),
    Buffer.from('['.repeat(10_000)).toString('base64url'),
  ])('refuses the cursor %j', (cursor) => {
    expect(refused(`page[after]=${cursor}`)).toEqual(['page[after]']);
  });

  it('refuses members that it does not know, and none at all', () => {
    expect(refused('page[colour]=red&page=1&page[]=1&page[size][x]=1')).toEqual(
      expect.arrayContaining(['page[colour]', 'page', 'page[]', 'page[size][x]']),
    );
  });
});

describe('filter', () => {
  it.each<[string, Filter]>([
    ['filter[title]=Emma', compare('title', 'eq', 'Emma')],
    ['filter[pages][ge]=100', compare('pages', 'ge', 100)],
    ['filter[in-print]=true', compare('inPrint', 'eq', true)],
    ['filter[id][in]=1,2', compare('id', 'in', ['1', '2'])],
    ['filter[pages]=null', compare('pages', 'eq', null)],
    ['filter[pages][isnot]=null', compare('pages', 'ne', null)],
    ['filter[title]=null', compare('title', 'eq', 'null')],
    ['filter[title][contains]=50%25', compare('title', 'contains', '50%')],
    [
      'filter[author.agent.name]=x',
      related('author', related('agent', compare('name', 'eq', 'x'))),
    ],
    ['filter[readers.id]=3', related('readers', compare('id', 'eq', '3'))],
    [
      'filter[written-at][lt]=2030-01-01T00:00:00%2B02:00',
      compare('writtenAt', 'lt', new Date('2029-12-31T22:00:00.000Z')),
    ],
  ])('reads %j', (search, filter) => {
    expect(parse(search).filter).toEqual(filter);
  });

  it('joins both spellings', () => {
    const search = `filter[pages][gt]=1&filter=${encodeURIComponent('[{"name":"in_print","op":"eq","val":true}]')}`;
    expect(parse(search).filter).toEqual(
      allOf(compare('inPrint', 'eq', true), compare('pages', 'gt', 1)),
    );
  });

  it('remembers for whom an attribute is', () => {
    expect(parse('filter[author.email]=x').filter).toMatchObject({ term: { audience: 'self' } });
  });

  it.each([
    'filter[nothing]=1',
    'filter[__proto__]=1',
    'filter[constructor]=1',
    'filter[title][constructor]=1',
    'filter[title][toString]=1',
    'filter[title][EQ]=1',
    'filter[author.password]=x',
    'filter[author]=1',
    'filter[author.]=1',
    'filter[.author]=1',
    'filter[author.agent.agent.agent.name]=1',
    'filter[blurb]=x',
    'filter[pages]=1.5',
    'filter[pages]=',
    'filter[pages]=2147483648',
    'filter[in-print]=1',
    'filter[id]=0',
    'filter[id]=9223372036854775808',
    'filter[title]=%00',
    'filter[title][like]=%00',
    'filter[title][lt]=%00',
    'filter[pages][like]=1%25',
    'filter[in-print][contains]=t',
    'filter[written-at][like]=2030%25',
    'filter[written-at][startswith]=2030',
    'filter[id][contains]=1',
    'filter[written-at]=2030',
    'filter[title][like]=half%5C',
    'filter[title][ilike]=half%5C%5C%5C',
    'filter[title][eq][x]=1',
    'filter[]=1',
    'filter[title]]=1',
    'filter[[title]=1',
    'filter[title]eq=1',
    'filter[title][]=1',
    'filter[',
    'filter]',
    `filter[id][in]=${Array.from({ length: 201 }, () => '1').join(',')}`,
  ])('refuses %j and names it', (search) => {
    const name = new URLSearchParams(search).keys().next().value;
    expect(refused(search)).toEqual([name]);
  });

  it('knows nothing of what can only be written', () => {
    expect(faultsOf('filter[author.password]=x&sort=author.password')).toMatchObject([
      { detail: expect.stringContaining('author has no attribute "password"') as unknown },
      { detail: expect.stringContaining('author has no attribute "password"') as unknown },
    ]);
  });

  it.each(['like', 'ilike'])('takes a %s pattern that ends in an escaped backslash', (operator) => {
    expect(parse(`filter[title][${operator}]=half%5C%5C`).filter).toEqual(
      compare('title', operator === 'like' ? 'like' : 'ilike', String.raw`half\\`),
    );
  });

  it('takes a backslash for itself where there are no patterns', () => {
    expect(parse('filter[title][startswith]=half%5C').filter).toEqual(
      compare('title', 'startswith', 'half\\'),
    );
  });
});

describe('a query string', () => {
  it('is refused with all its faults together', () => {
    expect(
      refused('colour=red&include=x&fields[y]=z&sort=q&page[size]=0&filter[pages]=no&filter=['),
    ).toEqual(['colour', 'include', 'sort', 'page[size]', 'fields[y]', 'filter', 'filter[pages]']);
  });

  it.each([
    'sort=title&sort=pages',
    'filter[title]=a&filter%5Btitle%5D=b',
    'page[size]=1&page[size]=2&page[size]=3',
    'include=&include=author',
  ])('may not say the same thing twice: %j', (search) => {
    expect(new Set(refused(search)).size).toBe(1);
  });

  it.each(['colour', '__proto__', 'toString', 'Sort', 'sort[x]', 'include[]', 'page.size', ''])(
    'must not hold %j',
    (name) => {
      expect(refused(`${name}=1`)).toEqual([name]);
    },
  );

  it.each([
    ['sort=title', resourceParameters],
    ['page[size]=1', resourceParameters],
    ['filter[title]=x', resourceParameters],
    ['include=author', noParameters],
    ['fields[book]=title', noParameters],
  ])('must not hold %j where the route takes only %j', (search, families) => {
    expect(faultsOf(search, { families })).toMatchObject([{ code: 'unknown-parameter' }]);
  });

  it('is read in linear time, and answered with little', () => {
    for (const piece of [
      'a&',
      'page[x]=&',
      'filter[title]=x&',
      'filter[',
      '%',
      'sort=,',
      '[]',
      '.',
      ',',
    ]) {
      const repeated = piece.repeat(100_000 / piece.length);
      const numbered = Array.from({ length: 10_000 }, (_, index) => `page[${index}]=${piece}`);
      for (const search of [
        repeated,
        `sort=${repeated}`,
        `filter[${repeated}]=x`,
        numbered.join('&'),
      ])
        expect(faultsOf(search).length).toBeLessThanOrEqual(100);
    }
  });
});

describe('any query string', () => {
  const name = oneof(
    constantFrom('include', 'sort', 'filter', 'fields', 'page', '__proto__', 'constructor'),
    tuple(
      constantFrom('filter', 'fields', 'page', 'sort'),
      array(
        oneof(
          constantFrom(
            'title',
            'written-at',
            'author.email',
            'id',
            'book',
            'size',
            'after',
            'like',
            'in',
            '',
            '[',
          ),
          string(),
        ),
        { maxLength: 3 },
      ),
    ).map(([family, inside]) => family + inside.map((one) => `[${one}]`).join('')),
    string(),
  );
  const value = oneof(
    constantFrom(
      'author',
      '-title',
      '1',
      '0',
      'null',
      '2030-01-01T00:00Z',
      '%',
      '%E0%A4',
      '[]',
      '[{"or":[]}]',
    ),
    string(),
    string({ unit: 'binary' }),
    array(constantFrom('author', 'agent', '.', ',', '-', 'title', '\u0000', '\\'), {
      maxLength: 6,
    }).map((parts) => parts.join('')),
  );
  const search = array(tuple(name, value), { maxLength: 6 }).map((pairs) =>
    pairs.map(([key, text]) => `${key}=${text}`).join('&'),
  );

  it('is a query, or refused with the parameters that are wrong', () => {
    assert(
      property(oneof(search, string()), (text) => {
        const names = new Set(new URLSearchParams(text).keys());
        for (const { source, status } of faultsOf(text)) {
          expect(status).toBe(400);
          expect(names).toContain((source as { readonly parameter: string }).parameter);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The sample library has changed');
  return value;
}

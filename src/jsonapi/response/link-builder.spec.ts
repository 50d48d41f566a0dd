import { array, assert, integer, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { book } from '../../../test/jsonapi/sample-library.js';
import { LinkBuilder, splitTarget } from './link-builder.js';

const links = new LinkBuilder('https://books.example');
const number = (link: string | null | undefined) =>
  link ? Number(new URL(link).searchParams.get('page[number]')) : null;

describe('links', () => {
  it('name resources below the public URL', () => {
    expect(links.resource(book, '7')).toBe('https://books.example/v1/books/7');
    expect(links.self('/v1/books?page[size]=2')).toBe(
      'https://books.example/v1/books?page%5Bsize%5D=2',
    );
  });

  it.each([
    [1, 45, [1, 5, null, 2]],
    [3, 45, [1, 5, 2, 4]],
    [5, 45, [1, 5, 4, null]],
    [9, 45, [1, 5, 5, null]],
    [1, 0, [1, 1, null, null]],
    [1, 10, [1, 1, null, null]],
    [1, 11, [1, 2, null, 2]],
  ])(
    'lead from page %i of %i rows to first, last, previous and next %j',
    (page, count, numbers) => {
      const { first, last, next, prev } = links.pages(
        '/v1/books',
        { kind: 'number', number: page, size: 10 },
        count,
      );
      expect([first, last, prev, next].map(number)).toEqual(numbers);
    },
  );

  it('keep every other parameter', () => {
    const parameter = tuple(
      string(),
      string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
    );
    assert(
      property(array(parameter), integer({ min: 1, max: 9 }), (others, page) => {
        const kept = others.filter(([name]) => !name.startsWith('page['));
        const search = new URLSearchParams(kept);
        const { first } = links.pages(
          `/v1/books?${search.toString()}`,
          { kind: 'number', number: page, size: 5 },
          50,
        );
        const expected = [...search, ['page[number]', '1']];
        expect([...new URL(first ?? '').searchParams]).toEqual(expected);
      }),
    );
  });

  it('by cursor drop the place, and the number', () => {
    const { first, next, prev } = links.cursorPages(
      '/v1/books?sort=title&page[after]=x&page[size]=2',
      {
        cursors: [
          ['a', '1'],
          ['b', '2'],
        ],
        hasNext: true,
        hasPrevious: false,
      },
    );
    expect(prev).toBeNull();
    expect([...new URL(first ?? '').searchParams]).toEqual([
      ['sort', 'title'],
      ['page[size]', '2'],
      ['page[after]', ''],
    ]);
    const after = new URL(next ?? '').searchParams.get('page[after]') ?? '';
    expect(JSON.parse(Buffer.from(after, 'base64url').toString())).toEqual(['b', '2']);
  });
});

describe('the path of a file', () => {
  const behindCdn = new LinkBuilder('http://books.example:3000', 'https://cdn.example/b');

  it.each([
    ['/media/a.pdf', '/media/a.pdf'],
    ['http://books.example:3000/media/a.pdf', '/media/a.pdf'],
    ['https://cdn.example/b/media/a.pdf?x#y', '/media/a.pdf?x#y'],
    ['HTTP://Books.Example:3000/x/../media/a.pdf', '/media/a.pdf'],
    ['http://me:secret@books.example:3000/media/a.pdf', '/media/a.pdf'],
    ['https://cdn.example:443/b/media/a.pdf', '/media/a.pdf'],
    ['http://books.example/media/a.pdf', null],
    ['https://books.example:3000/media/a.pdf', null],
    ['http://books.example:3000.evil.example/media/a.pdf', null],
    ['https://cdn.example/bb/media/a.pdf', null],
    ['no URL', null],
  ])('in %s is %s', (url, path) => {
    expect(behindCdn.filePath(url)).toBe(path);
  });
});

describe('splitTarget', () => {
  it.each([
    ['/v1/books', ['/v1/books', '']],
    ['/v1/books?', ['/v1/books', '']],
    ['/v1/books?a=?', ['/v1/books', 'a=?']],
  ])('%j is %j', (target, parts) => {
    expect(splitTarget(target)).toEqual(parts);
  });
});

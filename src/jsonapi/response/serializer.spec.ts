import { describe, expect, it } from 'vitest';
import { author, book } from '../../../test/jsonapi/sample-library.js';
import { LinkBuilder } from './link-builder.js';
import { projectionOf, wholeProjection } from './projection.js';
import { Serializer } from './serializer.js';

const serializer = new Serializer(new LinkBuilder('https://books.example'));
const self = 'https://books.example/v1/books/7';
const fields = (...names: string[]) => projectionOf(book, new Map([['book', new Set(names)]]));

describe('a resource object', () => {
  it('renders values, keeps null, and leaves out what the caller may not read', () => {
    const projection = fields('title', 'sub-title', 'written-at', 'pages');
    const values = { title: 'Emma', subTitle: null, writtenAt: new Date(0) };
    expect(
      JSON.parse(JSON.stringify(serializer.resource({ projection, id: '7', values, linkage: {} }))),
    ).toEqual({
      type: 'book',
      id: '7',
      attributes: { title: 'Emma', 'sub-title': null, 'written-at': '1970-01-01T00:00:00.000Z' },
      links: { self },
    });
  });

  it('gives linkage where it was loaded, and links always', () => {
    const projection = fields('author', 'sequel-to', 'readers');
    const linkage = { author: '3', 'sequel-to': null };
    const links = (name: string) => ({
      self: `${self}/relationships/${name}`,
      related: `${self}/${name}`,
    });
    expect(serializer.resource({ projection, id: '7', values: {}, linkage }).relationships).toEqual(
      {
        author: { links: links('author'), data: { type: 'author', id: '3' } },
        'sequel-to': { links: links('sequel-to'), data: null },
        readers: { links: links('readers') },
      },
    );
  });

  it('has neither attributes nor relationships where none are asked for', () => {
    const object = serializer.resource({ projection: fields(), id: '7', values: {}, linkage: {} });
    expect(JSON.parse(JSON.stringify(object))).toEqual({ type: 'book', id: '7', links: { self } });
  });

  it('never has what can only be written', () => {
    const projection = wholeProjection(author);
    const values = { name: 'J', password: 'secret' };
    const object = serializer.resource({ projection, id: '1', values, linkage: {} });
    expect(object.attributes).toEqual({ name: 'J' });
    expect(projectionOf(author, new Map([['author', new Set(['password'])]])).attributes).toEqual(
      [],
    );
  });
});

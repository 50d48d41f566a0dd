import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { author, book } from '../../../test/jsonapi/sample-library.js';
import type { Meta, ResourceObject } from '../document.js';
import { LinkBuilder } from './link-builder.js';
import { projectionOf, wholeProjection } from './projection.js';
import type { ResourceRecord } from './resource-record.js';
import { Serializer } from './serializer.js';
import { ValueRenderer } from './value.renderer.js';

const url = 'https://books.example';
const renderer = new ValueRenderer({ fileBase: url, publicUrl: url });
const serializer = new Serializer(new LinkBuilder(url), renderer);
const written = (record: ResourceRecord, more?: Meta) =>
  JSON.parse(serializer.resource(record, more)) as ResourceObject;
const self = 'https://books.example/v1/books/7';
const fields = (...names: string[]) => projectionOf(book, new Map([['book', new Set(names)]]));

describe('a resource object', () => {
  it('renders values, keeps null, and leaves out what the caller may not read', () => {
    const projection = fields('title', 'sub-title', 'written-at', 'pages');
    const values = { title: 'Emma', subTitle: null, writtenAt: new Date(0) };
    expect(written({ projection, id: '7', values, linkage: {} })).toEqual({
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
    expect(written({ projection, id: '7', values: {}, linkage }).relationships).toEqual({
      author: { links: links('author'), data: { type: 'author', id: '3' } },
      'sequel-to': { links: links('sequel-to'), data: null },
      readers: { links: links('readers') },
    });
    const loaded = written({ projection, id: '7', values: {}, linkage: { readers: ['1', '2'] } });
    expect(loaded.relationships?.['readers']?.data).toEqual([
      { type: 'author', id: '1' },
      { type: 'author', id: '2' },
    ]);
  });

  it('has neither attributes nor relationships where none are asked for', () => {
    const object = written({ projection: fields(), id: '7', values: {}, linkage: {} });
    expect(object).toEqual({ type: 'book', id: '7', links: { self } });
  });

  it('has the meta that its place in a document gives it', () => {
    const record = { projection: fields(), id: '7', values: {}, linkage: {} };
    expect(written(record, { page: { cursor: 'x' } }).meta).toEqual({ page: { cursor: 'x' } });
  });

  it('is JSON, whatever its texts are', () => {
    assert(
      property(string({ unit: 'binary' }), (title) => {
        const record = { projection: fields('title'), id: '7', values: { title }, linkage: {} };
        expect(written(record).attributes).toEqual({ title });
      }),
    );
  });

  it('never has what can only be written', () => {
    const projection = wholeProjection(author);
    const values = { name: 'J', password: 'secret' };
    const object = written({ projection, id: '1', values, linkage: {} });
    expect(object.attributes).toEqual({ name: 'J' });
    expect(projectionOf(author, new Map([['author', new Set(['password'])]])).attributes).toEqual(
      [],
    );
  });
});

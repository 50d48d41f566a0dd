import { describe, expect, test } from 'vitest';
import { type ValidationOptions, violations } from '../support/json-api-validator.js';

describe('the validator', () => {
  const resource = { type: 'event', id: '1', attributes: { name: 'x' } };

  test('finds nothing in a document that is in order', () => {
    const owner = { data: { type: 'user', id: '2' } };
    const document = {
      jsonapi: { version: '1.1', profile: ['https://example.org/p'] },
      links: { self: 'https://example.org/events?page%5Bsize%5D=1', next: null },
      data: [{ ...resource, relationships: { owner } }],
      included: [{ type: 'user', id: '2' }],
      meta: { count: 1 },
    };
    expect(violations(document)).toEqual([]);
  });

  test.each<[string, unknown, string, ValidationOptions?]>([
    ['no object', [], ''],
    ['nothing of substance', { jsonapi: { version: '1.1' } }, ''],
    ['data beside errors', { data: null, errors: [] }, ''],
    ['included without data', { meta: {}, included: [] }, '/included'],
    ['a member of its own', { data: null, extra: 1 }, '/extra'],
    ['a resource without an id', { data: { type: 'event' } }, '/data/id'],
    ['an id that is a number', { data: { type: 'event', id: 1 } }, '/data/id'],
    ['a lid in an answer', { data: { ...resource, lid: 'a' } }, '/data/lid'],
    [
      'an attribute named type',
      { data: { ...resource, attributes: { type: 1 } } },
      '/data/attributes/type',
    ],
    [
      'a field that is attribute and relationship',
      { data: { ...resource, relationships: { name: { data: null } } } },
      '/data/relationships/name',
    ],
    [
      'an attribute name with a dot',
      { data: { ...resource, attributes: { 'a.b': 1 } } },
      '/data/attributes/a.b',
    ],
    [
      'links inside an attribute',
      { data: { ...resource, attributes: { list: [{ links: 1 }] } } },
      '/data/attributes/list/0/links',
    ],
    [
      'an empty relationship',
      { data: { ...resource, relationships: { owner: {} } } },
      '/data/relationships/owner',
    ],
    [
      'relationship links that lead nowhere',
      { data: { ...resource, relationships: { owner: { links: { next: null } } } } },
      '/data/relationships/owner/links',
    ],
    ['a resource twice', { data: [resource, resource] }, '/data/1'],
    ['primary data included again', { data: resource, included: [resource] }, '/included/0'],
    [
      'an included resource that nothing links to',
      { data: resource, included: [{ type: 'user', id: '2' }] },
      '/included/0',
    ],
    ['a link with raw brackets', { data: null, links: { self: '/e?page[size]=1' } }, '/links/self'],
    ['a link without href', { data: null, links: { self: { title: 'x' } } }, '/links/self/href'],
    ['a link the standard does not know', { data: null, links: { edit: '/e' } }, '/links/edit'],
    ['a profile that is no URI', { data: null, jsonapi: { profile: ['x'] } }, '/jsonapi/profile/0'],
    ['an empty error', { errors: [{}] }, '/errors/0'],
    ['a status that is a number', { errors: [{ status: 400 }] }, '/errors/0/status'],
    [
      'an error with two sources',
      { errors: [{ code: 'x', source: { pointer: '', header: 'Accept' } }] },
      '/errors/0/source',
    ],
    [
      'a pointer out of order',
      { errors: [{ source: { pointer: 'data' } }] },
      '/errors/0/source/pointer',
    ],
    ['a member of an extension that is not applied', { 'atomic:results': [] }, '/atomic:results'],
    ['meta that is no object', { meta: [] }, '/meta'],
    ['an @-member out of order', { data: null, '@a+': 1 }, '/@a+'],
    [
      'a new relationship without data',
      { data: { type: 'event', relationships: { owner: { links: { self: '/x' } } } } },
      '/data/relationships/owner',
      { role: 'create' },
    ],
  ])('refuses %s', (_, document, pointer, options) => {
    expect(violations(document, options).map((one) => one.pointer)).toContain(pointer);
  });

  test('lets sparse fieldsets leave out the linkage of what is included', () => {
    const document = { data: resource, included: [{ type: 'user', id: '2' }] };
    expect(violations(document, { sparse: true })).toEqual([]);
  });

  test('knows the members of an extension that is applied', () => {
    expect(violations({ 'atomic:results': [] }, { namespaces: ['atomic'] })).toEqual([]);
  });
});

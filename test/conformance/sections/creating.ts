import { expect } from 'vitest';
import { type Section, check, clause, creatable, onlyFor } from '../clause.js';
import { unknownId } from '../subject.js';

const must = (anchor: string, quote: string) => clause('MUST', anchor, quote);

export const creating: Section = {
  title: 'Creating resources',
  checks: [
    check(
      [
        must(
          'crud-creating-responses-201',
          'the server MUST return a 201 Created response and a document that contains the resource as primary data.',
        ),
        must(
          'crud-creating-responses-201',
          'If the resource object returned by the response contains a self key in its links member and a Location header is provided, the value of the self member MUST match the value of the Location header.',
        ),
      ],
      'answers 201 with the resource, and a Location that equals its self link',
      async (subject) => {
        const { response } = await subject.create();
        const { data, links } = response.document;
        expect(response.headers.get('location')).toBe(data.links.self);
        expect(links.self).toBe(data.links.self);
        const again = await subject.get(data.links.self as string);
        expect(again.document.data).toEqual(data);
      },
    ),
    check(
      [
        must('crud-creating', 'The request MUST include a single resource object as primary data.'),
        must('crud-creating', 'The resource object MUST contain at least a type member.'),
      ],
      'refuses bodies without one resource object that has a type, pointing at what is there',
      async (subject) => {
        const before = await subject.count();
        const { attributes } = (await subject.document()).data;
        for (const body of [
          {},
          { meta: {} },
          { data: null },
          { data: [] },
          { data: 'x' },
          { data: [{ type: subject.type, attributes }] },
          { data: { attributes } },
          { data: { type: 7, attributes } },
          [],
          'null',
          '"x"',
        ]) {
          const response = await subject.send('POST', subject.path, { body });
          expect([400, 422], JSON.stringify(body)).toContain(response.status);
        }
        expect(await subject.count()).toBe(before);
      },
    ),
    check(
      must(
        'crud-creating-client-ids',
        'A server MUST return 403 Forbidden in response to an unsupported request to create a resource with a client-generated ID.',
      ),
      'answers 403 to ids made by clients, pointing at the id',
      async (subject) => {
        for (const id of ['550e8400-e29b-41d4-a716-446655440000', '1', unknownId]) {
          const { data } = await subject.document();
          const body = { data: { ...data, id } };
          const response = await subject.send('POST', subject.path, { body });
          expect(response.status, id).toBe(403);
          expect(response.document.errors[0].source).toEqual({ pointer: '/data/id' });
        }
      },
    ),
    check(
      clause(
        'MAY',
        'document-resource-object-identification',
        'a lid member MAY be included to uniquely identify the resource by type locally within the document.',
      ),
      'takes a lid, and answers with the id in its place',
      async (subject) => {
        const { data } = await subject.document();
        const body = { data: { ...data, lid: 'mine' } };
        const response = await subject.send('POST', subject.path, { body });
        expect(response.status).toBe(201);
        expect(response.document.data).not.toHaveProperty('lid');
        const wrong = { data: { ...data, lid: 6 } };
        const refused = await subject.send('POST', subject.path, { body: wrong });
        expect(refused.document.errors[0].source).toEqual({ pointer: '/data/lid' });
      },
    ),
    check(
      must(
        'crud-creating-responses-409',
        "A server MUST return 409 Conflict when processing a POST request in which the resource object's type is not among the type(s) that constitute the collection represented by the endpoint.",
      ),
      'answers 409 to a resource of another type, pointing at the type',
      async (subject) => {
        for (const type of ['nothing', `${subject.type}s`, subject.type.toUpperCase()]) {
          const { data } = await subject.document();
          const body = { data: { ...data, type } };
          const response = await subject.send('POST', subject.path, { body });
          expect(response.status, type).toBe(409);
          expect(response.document.errors[0].source).toEqual({ pointer: '/data/type' });
        }
      },
    ),
    onlyFor(
      creatable,
      check(
        must(
          'crud-creating-responses-404',
          'A server MUST return 404 Not Found when processing a request that references a related resource that does not exist.',
        ),
        'answers 404 to a related resource that does not exist, pointing at its id',
        async (subject) => {
          for (const relationship of subject.relationships(({ readonly }) => !readonly)) {
            const { data } = await subject.document();
            const many = relationship.cardinality === 'many';
            const identifier = { type: relationship.target().type, id: unknownId };
            const linkage = { [relationship.name]: { data: many ? [identifier] : identifier } };
            const relationships = { ...data.relationships, ...linkage };
            const body = { data: { ...data, relationships } };
            const response = await subject.send('POST', subject.path, { body });
            expect(response.status, relationship.name).toBe(404);
            const at = `/data/relationships/${relationship.name}/data${many ? '/0' : ''}/id`;
            expect(response.document.errors[0].source).toEqual({ pointer: at });
          }
        },
      ),
    ),
    onlyFor(
      creatable,
      check(
        must(
          'document-resource-object-linkage',
          'Resource linkage MUST be represented as one of the following',
        ),
        'refuses linkage of the wrong form or type, pointing at it',
        async (subject) => {
          for (const relationship of subject.relationships(({ readonly }) => !readonly)) {
            const many = relationship.cardinality === 'many';
            for (const wrong of [7, 'x', {}, many ? null : [], { type: 'nothing', id: '1' }]) {
              const { data } = await subject.document();
              const relationships = { ...data.relationships, [relationship.name]: { data: wrong } };
              const body = { data: { ...data, relationships } };
              const response = await subject.send('POST', subject.path, { body });
              expect([400, 409, 422], JSON.stringify(wrong)).toContain(response.status);
              const { pointer } = response.document.errors[0].source;
              expect(pointer).toMatch(`/data/relationships/${relationship.name}`);
            }
          }
        },
      ),
    ),
    check(
      must(
        'crud',
        'A request MUST completely succeed or fail (in a single "transaction"). No partial updates are allowed.',
      ),
      'makes nothing where one member of the document is wrong, and names all that are',
      async (subject) => {
        const before = await subject.count();
        const body = await subject.document({ 'no-such-member': 1, 'nor-such': 2 });
        const response = await subject.send('POST', subject.path, { body });
        expect(response.status).toBe(422);
        const pointers = (response.document.errors as { source: { pointer: string } }[]).map(
          ({ source }) => source.pointer,
        );
        expect(pointers).toEqual(['/data/attributes/no-such-member', '/data/attributes/nor-such']);
        expect(await subject.count()).toBe(before);
      },
    ),
  ],
};

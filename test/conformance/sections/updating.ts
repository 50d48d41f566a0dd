import { expect } from 'vitest';
import { type Section, changeable, check, clause, isChangeable, onlyFor } from '../clause.js';
import { type Subject, unknownId } from '../subject.js';

const must = (anchor: string, quote: string) => clause('MUST', anchor, quote);

function patch(subject: Subject, path: string, data: object) {
  return subject.send('PATCH', path, { body: { data } });
}

interface Resource {
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** When it was last changed is the server's to say. */
function timeless(resource: Resource): Resource {
  if (resource.attributes === undefined) return resource;
  const { 'last-modified-at': _, ...attributes } = resource.attributes;
  return { ...resource, attributes };
}

export const updating: Section = {
  title: 'Updating resources',
  checks: [
    check(
      must(
        'crud-updating-responses-200',
        'it MUST return a 200 OK response and a document that contains the updated resource as primary data.',
      ),
      'answers 200 with the resource as it has become, which a GET answers too',
      async (subject) => {
        const { id, path } = await subject.create();
        const text = subject.sampleText();
        const attributes = { [subject.text]: text };
        const response = await patch(subject, path, { type: subject.type, id, attributes });
        expect(response.status).toBe(200);
        expect(response.document.data).toMatchObject({ type: subject.type, id, attributes });
        expect((await subject.get(path)).document.data).toEqual(response.document.data);
      },
    ),
    check(
      [
        must(
          'crud-updating-resource-attributes',
          'If a request does not include all of the attributes for a resource, the server MUST interpret the missing attributes as if they were included with their current values.',
        ),
        clause(
          'MUST NOT',
          'crud-updating-resource-attributes',
          'The server MUST NOT interpret missing attributes as null values.',
        ),
        must(
          'crud-updating-resource-relationships',
          'If a request does not include all of the relationships for a resource, the server MUST interpret the missing relationships as if they were included with their current values.',
        ),
        clause(
          'MUST NOT',
          'crud-updating-resource-relationships',
          'It MUST NOT interpret them as null or empty values.',
        ),
      ],
      'leaves attributes and relationships alone that the document does not name',
      async (subject) => {
        const { id, path } = await subject.create();
        const names = subject.relationships().map(({ name }) => name);
        const url = `${path}?include=${names.join(',')}`;
        const before = (await subject.get(url)).document.data;
        await patch(subject, path, { type: subject.type, id });
        await patch(subject, path, { type: subject.type, id, attributes: {}, relationships: {} });
        expect((await subject.get(url)).document.data).toEqual(before);
      },
    ),
    check(
      must('crud-updating', 'The resource object MUST contain type and id members.'),
      'takes its own answer back as it is',
      async (subject) => {
        const { path, response } = await subject.create();
        const whole = response.document.data as Resource;
        const answered = await patch(subject, path, whole);
        expect(answered.status, JSON.stringify(answered.document)).toBe(200);
        expect(answered.document.data).toMatchObject(timeless(whole));
        // And with the linkage of all its relationships, read-only ones included.
        const names = subject.relationships().map(({ name }) => name);
        const url = names.length > 0 ? `${path}?include=${names.join(',')}` : path;
        const linked = (await subject.get(url)).document.data as Resource;
        const again = await patch(subject, url, linked);
        expect(again.status, JSON.stringify(again.document)).toBe(200);
        expect(timeless(again.document.data)).toEqual(timeless(linked));
      },
    ),
    check(
      [
        must(
          'crud-updating',
          'The PATCH request MUST include a single resource object as primary data.',
        ),
        must('crud-updating', 'The resource object MUST contain type and id members.'),
      ],
      'refuses updates without one resource object that has type and id',
      async (subject) => {
        const { id, path } = await subject.create();
        for (const body of [
          {},
          { data: null },
          { data: [{ type: subject.type, id }] },
          { data: { id } },
          { data: { type: subject.type } },
          { data: { type: subject.type, id: Number(id) } },
        ]) {
          const { status } = await subject.send('PATCH', path, { body });
          expect([400, 409, 422], JSON.stringify(body)).toContain(status);
        }
      },
    ),
    check(
      must(
        'crud-updating-responses-404',
        'A server MUST return 404 Not Found when processing a request to modify a resource that does not exist.',
      ),
      'answers 404 to updates of what does not exist',
      async (subject) => {
        for (const id of [unknownId, 'abc', '0']) {
          const response = await patch(subject, `${subject.path}/${id}`, {
            type: subject.type,
            id,
          });
          expect(response.status, id).toBe(404);
        }
      },
    ),
    onlyFor(
      changeable,
      check(
        must(
          'crud-updating-responses-404',
          'A server MUST return 404 Not Found when processing a request that references a related resource that does not exist.',
        ),
        'answers 404 to a related resource that does not exist, pointing at its id, and changes nothing',
        async (subject) => {
          const { id, path, response } = await subject.create();
          for (const relationship of subject.relationships(isChangeable)) {
            const identifier = { type: relationship.target().type, id: unknownId };
            const many = relationship.cardinality === 'many';
            const answered = await patch(subject, path, {
              type: subject.type,
              id,
              attributes: { [subject.text]: subject.sampleText() },
              relationships: { [relationship.name]: { data: many ? [identifier] : identifier } },
            });
            expect(answered.status, relationship.name).toBe(404);
            const at = `/data/relationships/${relationship.name}/data${many ? '/0' : ''}/id`;
            expect(answered.document.errors[0].source).toEqual({ pointer: at });
          }
          expect((await subject.get(path)).document.data).toEqual(response.document.data);
        },
      ),
    ),
    onlyFor(
      changeable,
      check(
        must(
          'crud-updating-resource-relationships',
          "The relationship's value will be replaced with the value specified in this member.",
        ),
        'replaces a relationship with the linkage in the document',
        async (subject) => {
          for (const relationship of subject.relationships(isChangeable)) {
            const created = await subject.create();
            const { id, path } = created;
            const { id: otherId, type } = await subject.relatable(relationship, created);
            const data =
              relationship.cardinality === 'many' ? [{ type, id: otherId }] : { type, id: otherId };
            const relationships = { [relationship.name]: { data } };
            const answered = await patch(subject, path, { type: subject.type, id, relationships });
            expect(answered.status, relationship.name).toBe(200);
            const { document } = await subject.get(`${path}/relationships/${relationship.name}`);
            expect(document.data).toEqual(data);
          }
        },
      ),
    ),
    check(
      must(
        'crud-updating-responses-409',
        "A server MUST return 409 Conflict when processing a PATCH request in which the resource object's type or id do not match the server's endpoint.",
      ),
      'answers 409 to another type or another id, pointing at it, and changes nothing',
      async (subject) => {
        const { id, path, response } = await subject.create();
        const attributes = { [subject.text]: subject.sampleText() };
        for (const [member, data] of [
          ['type', { type: 'nothing', id, attributes }],
          ['id', { type: subject.type, id: unknownId, attributes }],
        ] as const) {
          const answered = await patch(subject, path, data);
          expect(answered.status, member).toBe(409);
          expect(answered.document.errors[0].source).toEqual({ pointer: `/data/${member}` });
        }
        expect((await subject.get(path)).document.data).toEqual(response.document.data);
      },
    ),
    check(
      must(
        'crud',
        'A request MUST completely succeed or fail (in a single "transaction"). No partial updates are allowed.',
      ),
      'changes nothing where one member of the document is wrong',
      async (subject) => {
        const { id, path, response } = await subject.create();
        const attributes = { [subject.text]: subject.sampleText(), 'no-such-member': 1 };
        const answered = await patch(subject, path, { type: subject.type, id, attributes });
        expect(answered.status).toBe(422);
        expect((await subject.get(path)).document.data).toEqual(response.document.data);
      },
    ),
  ],
};

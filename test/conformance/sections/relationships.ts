import { expect } from 'vitest';
import type { RelationshipDefinition } from '../../../src/jsonapi/resource/resource-definition.js';
import {
  type Section,
  changeable,
  check,
  clause,
  isChangeable,
  onlyFor,
  related,
  typesWith,
} from '../clause.js';
import { type Identifier, type Subject, unknownId } from '../subject.js';

const toOneAnchor = 'crud-updating-to-one-relationships';
const toManyAnchor = 'crud-updating-to-many-relationships';
const must = (anchor: string, quote: string) => clause('MUST', anchor, quote);

const isMany = (one: RelationshipDefinition) => isChangeable(one) && one.cardinality === 'many';
const isOne = (one: RelationshipDefinition) => isChangeable(one) && one.cardinality === 'one';
const toMany = typesWith('a to-many relationship that clients change', isMany);
const toOne = typesWith('a to-one relationship that clients change', isOne);

async function membersOf(subject: Subject, url: string): Promise<readonly string[]> {
  const { document } = await subject.get(url);
  return (document.data as Identifier[]).map(({ id }) => id).sort();
}

/** A relationship URL of a new resource, and two resources that can be its members. */
async function toManyCase(subject: Subject, relationship: RelationshipDefinition) {
  const created = await subject.create();
  const [one, other] = [
    await subject.relatable(relationship, created),
    await subject.relatable(relationship, created),
  ];
  return { url: `${created.path}/relationships/${relationship.name}`, one, other };
}

export const relationships: Section = {
  title: 'Updating relationships',
  checks: [
    onlyFor(
      toOne,
      check(
        [
          must(
            toOneAnchor,
            'The PATCH request MUST include a top-level member named data containing one of: a resource identifier object [...], null',
          ),
          must(
            toOneAnchor,
            'If the relationship is updated successfully then the server MUST return a successful response.',
          ),
        ],
        'sets a to-one relationship, and clears it where it may be empty',
        async (subject) => {
          for (const relationship of subject.relationships(isOne)) {
            const created = await subject.create();
            const url = `${created.path}/relationships/${relationship.name}`;
            const data = await subject.relatable(relationship, created);
            const set = await subject.send('PATCH', url, { body: { data } });
            expect([200, 204], relationship.name).toContain(set.status);
            expect((await subject.get(url)).document.data).toEqual(data);
            const cleared = await subject.send('PATCH', url, { body: { data: null } });
            expect([200, 204, 403, 422], relationship.name).toContain(cleared.status);
            const left = cleared.status >= 400 || relationship.required ? data : null;
            expect((await subject.get(url)).document.data).toEqual(left);
          }
        },
      ),
    ),
    onlyFor(
      typesWith('a to-one relationship', ({ cardinality }) => cardinality === 'one'),
      check(
        must(
          'crud-updating-relationship-responses-403',
          'A server MUST return 403 Forbidden in response to an unsupported request to update a relationship.',
        ),
        'answers 403 to POST and DELETE on a to-one relationship',
        async (subject) => {
          const { path } = await subject.create();
          for (const relationship of subject.relationships(
            ({ cardinality }) => cardinality === 'one',
          ))
            for (const method of ['POST', 'DELETE']) {
              const { type } = relationship.target();
              const url = `${path}/relationships/${relationship.name}`;
              for (const data of [[{ type, id: '1' }], { type, id: '1' }]) {
                const response = await subject.send(method, url, { body: { data } });
                expect(response.status, `${method} ${relationship.name}`).toBe(403);
              }
            }
        },
      ),
    ),
    onlyFor(
      typesWith('a relationship that clients do not change', (one) => !isChangeable(one)),
      check(
        must(
          'crud-updating-relationship-responses-403',
          'A server MUST return 403 Forbidden in response to an unsupported request to update a relationship.',
        ),
        "answers 403 to changes of a relationship that is not the client's to change",
        async (subject) => {
          const created = await subject.create();
          const { path } = created;
          for (const relationship of subject.relationships((one) => !isChangeable(one))) {
            const identifier = await subject.relatable(relationship, created);
            const many = relationship.cardinality === 'many';
            const url = `${path}/relationships/${relationship.name}`;
            const body = { data: many ? [identifier] : identifier };
            for (const method of many ? ['PATCH', 'POST', 'DELETE'] : ['PATCH'])
              expect((await subject.send(method, url, { body })).status, `${method} ${url}`).toBe(
                403,
              );
          }
        },
      ),
    ),
    onlyFor(
      toMany,
      check(
        must(
          toManyAnchor,
          'the server MUST either completely replace every member of the relationship, return an appropriate error response if some resources cannot be found or accessed, or return a 403 Forbidden response',
        ),
        'replaces every member with PATCH, with none too',
        async (subject) => {
          for (const relationship of subject.relationships(isMany)) {
            const { one, other, url } = await toManyCase(subject, relationship);
            for (const data of [[one], [other], [one, other], []]) {
              const { status } = await subject.send('PATCH', url, { body: { data } });
              expect([200, 204]).toContain(status);
              expect(await membersOf(subject, url)).toEqual(data.map(({ id }) => id).sort());
            }
          }
        },
      ),
    ),
    onlyFor(
      toMany,
      check(
        [
          must(
            toManyAnchor,
            'the server MUST add the specified members to the relationship unless they are already present.',
          ),
          clause(
            'MUST NOT',
            toManyAnchor,
            'If a given type and id is already in the relationship, the server MUST NOT add it again.',
          ),
          must(
            toManyAnchor,
            'If all of the specified resources can be added to, or are already present in, the relationship then the server MUST return a successful response.',
          ),
        ],
        'adds members with POST, each once, however often it is asked to',
        async (subject) => {
          for (const relationship of subject.relationships(isMany)) {
            const { one, other, url } = await toManyCase(subject, relationship);
            for (const data of [[one], [one, one], [other, one]]) {
              const { status } = await subject.send('POST', url, { body: { data } });
              expect([200, 204]).toContain(status);
            }
            expect(await membersOf(subject, url)).toEqual([one.id, other.id].sort());
          }
        },
      ),
    ),
    onlyFor(
      toMany,
      check(
        [
          must(
            toManyAnchor,
            'the server MUST delete the specified members from the relationship or return a 403 Forbidden response.',
          ),
          must(
            toManyAnchor,
            'If all of the specified resources are able to be removed from, or are already missing from, the relationship then the server MUST return a successful response.',
          ),
        ],
        'removes members with DELETE, those that are missing already too, and no resource with them',
        async (subject) => {
          for (const relationship of subject.relationships(isMany)) {
            const { one, other, url } = await toManyCase(subject, relationship);
            await subject.send('POST', url, { body: { data: [one, other] } });
            for (const data of [[one], [one], [{ ...one, id: unknownId }]]) {
              const { status } = await subject.send('DELETE', url, { body: { data } });
              expect([200, 204]).toContain(status);
            }
            expect(await membersOf(subject, url)).toEqual([other.id]);
            const kept = `${subject.other(relationship).path}/${one.id}`;
            expect((await subject.get(kept)).status).toBe(200);
          }
        },
      ),
    ),
    onlyFor(
      toMany,
      check(
        must(
          toManyAnchor,
          'return an appropriate error response if some resources cannot be found or accessed',
        ),
        'answers 404 where a member does not exist, pointing at it, and changes nothing',
        async (subject) => {
          for (const relationship of subject.relationships(isMany)) {
            const { one, other, url } = await toManyCase(subject, relationship);
            await subject.send('POST', url, { body: { data: [one] } });
            for (const method of ['PATCH', 'POST']) {
              const body = { data: [other, { ...other, id: unknownId }] };
              const { document, status } = await subject.send(method, url, { body });
              expect(status, method).toBe(404);
              expect(document.errors[0].source).toEqual({ pointer: '/data/1/id' });
            }
            expect(await membersOf(subject, url)).toEqual([one.id]);
          }
        },
      ),
    ),
    onlyFor(
      changeable,
      check(
        must(
          toManyAnchor,
          'For all request types, the body MUST contain a data member whose value is an empty array or an array of resource identifier objects.',
        ),
        'refuses linkage of the wrong form or type, and changes nothing',
        async (subject) => {
          const { path } = await subject.create();
          for (const relationship of subject.relationships(isChangeable)) {
            const url = `${path}/relationships/${relationship.name}`;
            const before = (await subject.get(url)).document.data;
            const { type } = relationship.target();
            const wrong = relationship.cardinality === 'many' ? null : [];
            for (const data of [
              wrong,
              7,
              'x',
              { type },
              { id: '1' },
              { type: 'nothing', id: '1' },
            ]) {
              const response = await subject.send('PATCH', url, { body: { data } });
              expect([400, 409, 422], JSON.stringify(data)).toContain(response.status);
            }
            const empty = await subject.send('PATCH', url, { body: {} });
            expect([400, 422]).toContain(empty.status);
            expect((await subject.get(url)).document.data).toEqual(before);
          }
        },
      ),
    ),
    onlyFor(
      related,
      check(
        must(
          'fetching-relationships-responses-404',
          'A server MUST return 404 Not Found when processing a request to fetch a relationship link URL that does not exist.',
        ),
        'answers 404 to changes of relationships that do not exist',
        async (subject) => {
          const { path } = await subject.create();
          const [first] = subject.relationships();
          for (const url of [
            `${path}/relationships/no-such-relationship`,
            `${subject.path}/${unknownId}/relationships/${first?.name ?? ''}`,
          ]) {
            const data = first?.cardinality === 'many' ? [] : null;
            const { status } = await subject.send('PATCH', url, { body: { data } });
            // What cannot be changed at all may be refused before anything is looked up.
            expect(url.includes('no-such') ? [404] : [403, 404], url).toContain(status);
          }
        },
      ),
    ),
  ],
};

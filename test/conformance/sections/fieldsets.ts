import { expect } from 'vitest';
import { type Section, check, clause, onlyFor, related, writable } from '../clause.js';

const anchor = 'fetching-sparse-fieldsets';
const mustNot = clause(
  'MUST NOT',
  anchor,
  'If a client requests a restricted set of fields for a given resource type, an endpoint MUST NOT include additional fields in resource objects of that type in its response.',
);

export const fieldsets: Section = {
  title: 'Sparse fieldsets',
  checks: [
    check(mustNot, 'answers no other field than those asked for', async (subject) => {
      const { path } = await subject.create();
      const { text, type } = subject;
      for (const url of [path, subject.path]) {
        const { document } = await subject.get(`${url}?fields[${type}]=${text}`);
        const [resource] = [document.data].flat();
        expect(Object.keys(resource.attributes as object)).toEqual([text]);
        expect(resource).not.toHaveProperty('relationships');
      }
    }),
    check(mustNot, 'answers no field at all for an empty fieldset', async (subject) => {
      const { id, path } = await subject.create();
      const { document } = await subject.get(`${path}?fields[${subject.type}]=`);
      expect(document.data).toMatchObject({ type: subject.type, id });
      expect(document.data.attributes ?? {}).toEqual({});
      expect(document.data.relationships ?? {}).toEqual({});
    }),
    onlyFor(
      related,
      check(mustNot, 'takes the name of a relationship for a field', async (subject) => {
        const { path } = await subject.create();
        for (const { name } of subject.relationships()) {
          const { document } = await subject.get(`${path}?fields[${subject.type}]=${name}`);
          expect(Object.keys(document.data.relationships as object)).toEqual([name]);
          expect(document.data.attributes ?? {}).toEqual({});
        }
      }),
    ),
    onlyFor(
      related,
      check(mustNot, 'keeps to the fieldset in included resources too', async (subject) => {
        const { path } = await subject.create();
        for (const relationship of subject.relationships()) {
          const { type } = relationship.target();
          const query = `include=${relationship.name}&fields[${type}]=`;
          const { document } = await subject.get(`${path}?${query}`);
          for (const one of document.included) expect(one.attributes ?? {}).toEqual({});
        }
      }),
    ),
    onlyFor(
      writable,
      check(
        mustNot,
        'keeps to the fieldset in what POST and PATCH answer with',
        async (subject) => {
          const query = `fields[${subject.type}]=${subject.text}`;
          const body = await subject.document();
          const made = await subject.send('POST', `${subject.path}?${query}`, { body });
          expect(made.status).toBe(201);
          expect(Object.keys(made.document.data.attributes as object)).toEqual([subject.text]);
          const { id } = made.document.data as { id: string };
          const patched = await subject.send('PATCH', `${subject.path}/${id}?${query}`, {
            body: { data: { type: subject.type, id } },
          });
          expect(Object.keys(patched.document.data.attributes as object)).toEqual([subject.text]);
        },
      ),
    ),
    onlyFor(
      related,
      check(mustNot, 'takes fieldsets on relationship URLs', async (subject) => {
        const { path } = await subject.create();
        for (const relationship of subject.relationships()) {
          const { name } = relationship;
          const { type } = relationship.target();
          const url = `${path}/relationships/${name}?include=${name}&fields[${type}]=`;
          const { document, status } = await subject.get(url);
          expect(status, url).toBe(200);
          for (const one of document.included) expect(one.attributes ?? {}).toEqual({});
        }
      }),
    ),
    check(
      clause(
        'MUST',
        anchor,
        'The value of any fields[TYPE] parameter MUST be a comma-separated [...] list that refers to the name(s) of the fields to be returned.',
      ),
      'answers 400 naming the parameter for fields and types that are unknown',
      async (subject) => {
        const { type } = subject;
        for (const [parameter, value] of [
          [`fields[${type}]`, 'nothing'],
          [`fields[${type}]`, `${subject.text},,`],
          ['fields[nothing]', 'name'],
          ['fields[]', 'name'],
          ['fields', 'name'],
        ] as const) {
          const { document, status } = await subject.get(`${subject.path}?${parameter}=${value}`);
          expect(status, parameter).toBe(400);
          expect(document.errors[0].source).toEqual({ parameter });
        }
      },
    ),
  ],
};

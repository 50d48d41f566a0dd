import { expect } from 'vitest';
import { type Section, check, clause, onlyFor, writable } from '../clause.js';

const badRequest = clause(
  'MUST',
  'query-parameters-custom',
  'If a server encounters a query parameter that does not follow the naming conventions above, or the server does not know how to process it as a query parameter from this specification, it MUST return 400 Bad Request.',
);

const unknown = ['foo', 'fooBar', 'foo-bar', 'profile', 'foo[bar]', '_', 'Include', 'sort[]', ''];

export const queryParameters: Section = {
  title: 'Query parameters',
  checks: [
    check(badRequest, 'answers 400 naming the parameter to every unknown one', async (subject) => {
      const { path } = await subject.create();
      for (const parameter of unknown)
        for (const url of [subject.path, path]) {
          const query = `${encodeURIComponent(parameter)}=1`;
          const { document, status } = await subject.get(`${url}?${query}`);
          expect(status, parameter).toBe(400);
          expect(document.errors[0].source).toEqual({ parameter });
        }
    }),
    onlyFor(
      writable,
      check(
        badRequest,
        'answers 400 to unknown parameters of POST, PATCH and DELETE, and changes nothing',
        async (subject) => {
          const { id, path, response } = await subject.create();
          const before = await subject.count();
          const attributes = { [subject.text]: subject.sampleText() };
          const change = { data: { type: subject.type, id, attributes } };
          for (const query of [
            'foo=1',
            'include=nothing',
            'fields[nothing]=x',
            'sort=id',
            'page[size]=1',
          ]) {
            const body = await subject.document();
            for (const answered of [
              await subject.send('POST', `${subject.path}?${query}`, { body }),
              await subject.send('PATCH', `${path}?${query}`, { body: change }),
              await subject.send('DELETE', `${path}?${query}`),
            ])
              expect(answered.status, query).toBe(400);
          }
          expect((await subject.get(path)).document.data).toEqual(response.document.data);
          // A document may need related resources of its own type; none was made for the subject itself.
          expect(await subject.count()).toBe(before);
        },
      ),
    ),
    check(
      clause(
        'MUST',
        'appendix-query-details-square-brackets',
        'If a server does accept these requests, it MUST treat the request as equivalent to one in which the square brackets were percent-encoded.',
      ),
      'takes square brackets raw and percent-encoded alike',
      async (subject) => {
        const raw = await subject.get(`${subject.path}?page[size]=1&fields[${subject.type}]=`);
        const encoded = await subject.get(
          `${subject.path}?page%5Bsize%5D=1&fields%5B${subject.type}%5D=`,
        );
        expect(raw.document.data).toEqual(encoded.document.data);
      },
    ),
    check(
      clause(
        'MUST',
        'appendix-query-details-parsing',
        "an implementation MUST run the URI's query string [...] through the application/x-www-form-urlencoded parsing algorithm",
      ),
      'reads + as a space and percent-encoded bytes as UTF-8',
      async (subject) => {
        const url = `${subject.path}?include=a+b%C3%A9`;
        const { document } = await subject.get(url);
        expect(document.errors[0].detail).toContain('"a bé"');
      },
    ),
  ],
};

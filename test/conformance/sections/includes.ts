import { expect } from 'vitest';
import { maximumIncluded } from '../../../src/database/include.loader.js';
import { type Section, check, clause, onlyFor, related } from '../clause.js';
import type { Subject } from '../subject.js';

const anchor = 'fetching-includes';
const must = (quote: string) => clause('MUST', anchor, quote);

/** Include paths of up to `depth` relationships that the declarations know. */
export function includePaths(subject: Subject, depth: number): readonly string[] {
  if (depth === 0) return [];
  return subject.relationships().flatMap((relationship) => {
    const deeper = includePaths(subject.other(relationship), depth - 1);
    return [relationship.name].concat(deeper.map((path) => `${relationship.name}.${path}`));
  });
}

export const includes: Section = {
  title: 'Inclusion of related resources',
  checks: [
    onlyFor(
      related,
      check(
        must(
          "The server's response MUST be a compound document with an included key — even if that included key holds an empty array",
        ),
        'answers every include path of up to three relationships with an included array',
        async (subject) => {
          const { path } = await subject.create();
          const paths = includePaths(subject, 3);
          for (let start = 0; start < paths.length; start += 5) {
            const include = paths.slice(start, start + 5).join(',');
            const { document, status } = await subject.get(`${path}?include=${include}`);
            // An admin owns thousands of events by now; more than fit into a document are refused.
            if (document.errors?.[0].meta?.limit === maximumIncluded) continue;
            expect(status, include).toBe(200);
            expect(document.included, include).toBeInstanceOf(Array);
          }
        },
      ),
    ),
    check(
      must(
        "The server's response MUST be a compound document with an included key — even if that included key holds an empty array",
      ),
      'answers an empty include with an empty included array, on resources and collections',
      async (subject) => {
        const { path } = await subject.create();
        for (const url of [path, subject.path])
          expect((await subject.get(`${url}?include=`)).document.included).toEqual([]);
      },
    ),
    onlyFor(
      related,
      check(
        clause(
          'MUST NOT',
          anchor,
          'The server MUST NOT include unrequested resource objects in the included section of the compound document.',
        ),
        'includes what was asked for and nothing else',
        async (subject) => {
          const { path } = await subject.create();
          expect((await subject.get(path)).document).not.toHaveProperty('included');
          for (const relationship of subject.relationships()) {
            const { document } = await subject.get(`${path}?include=${relationship.name}`);
            const linkage = document.data.relationships[relationship.name].data;
            const named = ([linkage ?? []].flat() as { type: string; id: string }[]).map(keyOf);
            expect((document.included as { type: string; id: string }[]).map(keyOf).sort()).toEqual(
              named.sort(),
            );
          }
        },
      ),
    ),
    check(
      must(
        'If a server is unable to identify a relationship path or does not support inclusion of resources from a path, it MUST respond with 400 Bad Request.',
      ),
      'answers 400 naming the parameter for paths that lead nowhere, too deep, or past an attribute',
      async (subject) => {
        const { path } = await subject.create();
        const [first] = subject.relationships();
        const wrong = ['nothing', subject.text, ',', 'a.b.c.d', `${first?.name ?? 'x'}.nothing`];
        for (const include of wrong)
          for (const url of [path, subject.path]) {
            const { document, status } = await subject.get(`${url}?include=${include}`);
            expect(status, include).toBe(400);
            expect(document.errors[0].source).toEqual({ parameter: 'include' });
          }
      },
    ),
    onlyFor(
      related,
      check(
        clause('MAY', anchor, 'related resources can be requested from a relationship endpoint'),
        'includes the resources that a relationship URL identifies',
        async (subject) => {
          const { path } = await subject.create();
          for (const { name } of subject.relationships()) {
            const url = `${path}/relationships/${name}?include=${name}`;
            const { document, status } = await subject.get(url);
            expect(status, url).toBe(200);
            const named = ([document.data ?? []].flat() as { type: string; id: string }[]).map(
              keyOf,
            );
            expect((document.included as { type: string; id: string }[]).map(keyOf)).toEqual(named);
          }
        },
      ),
    ),
    onlyFor(
      related,
      check(
        clause(
          'MAY',
          anchor,
          'This section applies to any endpoint that responds with primary data, regardless of the request type.',
        ),
        'includes in what POST and PATCH answer with',
        async (subject) => {
          const names = subject
            .relationships()
            .map(({ name }) => name)
            .join(',');
          const body = await subject.document();
          const made = await subject.send('POST', `${subject.path}?include=${names}`, { body });
          expect(made.status).toBe(201);
          expect(made.document.included).toBeInstanceOf(Array);
          const { id } = made.document.data as { id: string };
          const patched = await subject.send('PATCH', `${subject.path}/${id}?include=${names}`, {
            body: { data: { type: subject.type, id } },
          });
          expect(patched.document.included).toEqual(made.document.included);
        },
      ),
    ),
  ],
};

function keyOf({ id, type }: { readonly type: string; readonly id: string }): string {
  return `${type}:${id}`;
}

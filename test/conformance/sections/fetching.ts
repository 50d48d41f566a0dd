import { expect } from 'vitest';
import { type Section, check, clause } from '../clause.js';
import { unknownId } from '../subject.js';

const must = (anchor: string, quote: string) => clause('MUST', anchor, quote);

export const fetching: Section = {
  title: 'Fetching resources and relationships',
  checks: [
    check(
      must(
        'fetching-resources',
        'A server MUST support fetching resource data for every URL provided as: a self link as part of the top-level links object',
      ),
      'answers the self links of its documents with the same document',
      async (subject) => {
        const { path } = await subject.create();
        const text = encodeURIComponent(JSON.stringify([{ name: 'id', op: 'gt', val: '1' }]));
        for (const url of [
          path,
          `${subject.path}?page[size]=2&sort=-id`,
          `${subject.path}?filter=${text}`,
        ]) {
          const { document } = await subject.get(url);
          const again = await subject.get(document.links.self as string);
          expect(again.status, url).toBe(200);
          expect(again.document.data).toEqual(document.data);
        }
      },
    ),
    check(
      [
        must(
          'fetching-resources',
          'A server MUST support fetching resource data for every URL provided as: [...] a related link as part of a relationship-level links object',
        ),
        must(
          'document-resource-object-related-resource-links',
          "If present, a related resource link MUST reference a valid URL, even if the relationship isn't currently associated with any target resources.",
        ),
      ],
      'answers every related link with resources of the right type, null or an empty array',
      async (subject) => {
        const { response } = await subject.create();
        for (const relationship of subject.relationships()) {
          const { related } = response.document.data.relationships[relationship.name].links;
          const { document, status } = await subject.get(related as string);
          expect(status, relationship.name).toBe(200);
          expect(Array.isArray(document.data)).toBe(relationship.cardinality === 'many');
          for (const one of [document.data ?? []].flat())
            expect(one.type).toBe(relationship.target().type);
        }
      },
    ),
    check(
      [
        must(
          'fetching-resources-responses-200',
          'A server MUST respond to a successful request to fetch an individual resource or resource collection with a 200 OK response.',
        ),
        must(
          'fetching-resources-responses-200',
          'A server MUST respond to a successful request to fetch a resource collection with an array of resource objects or an empty array ([])',
        ),
        must(
          'document-top-level',
          'A logical collection of resources MUST be represented as an array, even if it only contains one item or is empty.',
        ),
      ],
      'answers a collection with 200 and an array, with many, one or no resources in it',
      async (subject) => {
        const { id } = await subject.create();
        for (const [query, length] of [
          [`filter[id]=${id}`, 1],
          [`filter[id]=${unknownId}`, 0],
        ] as const) {
          const { document, status } = await subject.get(`${subject.path}?${query}`);
          expect(status).toBe(200);
          expect(document.data).toHaveLength(length);
          expect(document.meta.count).toBe(length);
        }
      },
    ),
    check(
      must(
        'fetching-resources-responses-200',
        "A server MUST respond to a successful request to fetch an individual resource with a resource object or null provided as the response document's primary data.",
      ),
      'answers a resource with 200 and its object',
      async (subject) => {
        const { id, path } = await subject.create();
        const { document, status } = await subject.get(path);
        expect(status).toBe(200);
        expect(document.data).toMatchObject({ type: subject.type, id });
      },
    ),
    check(
      must(
        'fetching-resources-responses-404',
        'A server MUST respond with 404 Not Found when processing a request to fetch a single resource that does not exist',
      ),
      'answers 404 for ids that no resource has, and for ids that none can have',
      async (subject) => {
        const ids = [unknownId, '0', '-1', '1.5', 'abc', '01', '1e3', '%20', '9'.repeat(30), "1'"];
        for (const id of ids)
          expect((await subject.get(`${subject.path}/${id}`)).status, id).toBe(404);
      },
    ),
    check(
      [
        must(
          'fetching-relationships',
          "A server MUST support fetching relationship data for every relationship URL provided as a self link as part of a relationship's links object.",
        ),
        must(
          'fetching-relationships-responses-200',
          'A server MUST respond to a successful request to fetch a relationship with a 200 OK response.',
        ),
        must(
          'fetching-relationships-responses-200',
          'The primary data in the response document MUST match the appropriate value for resource linkage',
        ),
        must(
          'fetching-relationships-responses-404',
          'If a relationship link URL exists but the relationship is empty, then 200 OK MUST be returned, as described above.',
        ),
      ],
      'answers every relationship URL with 200 and linkage, null or an empty array',
      async (subject) => {
        const { response } = await subject.create();
        for (const relationship of subject.relationships()) {
          const { links } = response.document.data.relationships[relationship.name];
          const { document, status } = await subject.get(links.self as string);
          expect(status).toBe(200);
          expect(Array.isArray(document.data)).toBe(relationship.cardinality === 'many');
          for (const one of [document.data ?? []].flat())
            expect(Object.keys(one as object).sort()).toEqual(['id', 'type']);
          expect(document.links).toMatchObject(links as object);
        }
      },
    ),
    check(
      must(
        'fetching-relationships-responses-404',
        'A server MUST return 404 Not Found when processing a request to fetch a relationship link URL that does not exist.',
      ),
      'answers 404 for relationships of resources that do not exist, and for unknown relationships',
      async (subject) => {
        const { path } = await subject.create();
        const [first] = subject.relationships();
        const missing = `${subject.path}/${unknownId}`;
        const urls = [
          `${path}/relationships/no-such-relationship`,
          `${path}/no-such-relationship`,
          `${missing}/relationships/${first?.name ?? 'none'}`,
          `${missing}/${first?.name ?? 'none'}`,
        ];
        for (const url of urls) expect((await subject.get(url)).status, url).toBe(404);
      },
    ),
    check(
      must(
        'fetching-resources-responses-other',
        'A server MUST prepare responses [...] in accordance with HTTP semantics.',
      ),
      'answers HEAD as GET, without the body',
      async (subject) => {
        const { path } = await subject.create();
        for (const url of [subject.path, path]) {
          const got = await subject.get(url);
          const head = await subject.send('HEAD', url);
          expect(head.status).toBe(got.status);
          expect(head.document).toBeUndefined();
          for (const name of ['content-type', 'content-length', 'vary'])
            expect(head.headers.get(name), name).toBe(got.headers.get(name));
        }
      },
    ),
  ],
};

import { expect } from 'vitest';
import type { ApiResponse } from '../../support/api.js';
import { violations } from '../../support/json-api-validator.js';
import { type Section, check, clause, onlyFor, referring, writable } from '../clause.js';
import { type Subject, unknownId } from '../subject.js';

const must = (anchor: string, quote: string) => clause('MUST', anchor, quote);
const mustNot = (anchor: string, quote: string) => clause('MUST NOT', anchor, quote);

/** One of each kind of document that a type is answered with. */
async function everyKind(subject: Subject): Promise<readonly ApiResponse[]> {
  const { path, response } = await subject.create();
  const names = subject.relationships().map(({ name }) => name);
  const urls = [
    subject.path,
    `${subject.path}?page[size]=1`,
    path,
    `${path}?include=${names.join(',')}`,
    `${path}?fields[${subject.type}]=`,
    ...names.flatMap((name) => [`${path}/${name}`, `${path}/relationships/${name}`]),
    `${subject.path}/${unknownId}`,
    `${subject.path}?unknown=1`,
  ];
  return [response, ...(await Promise.all(urls.map((url) => subject.get(url))))];
}

export const documents: Section = {
  title: 'Document structure',
  checks: [
    check(
      [
        mustNot(
          'document-structure',
          'objects defined by this specification or any applied extensions MUST NOT contain any additional members.',
        ),
        must(
          'document-top-level',
          'A JSON object MUST be at the root of every JSON:API request and response document containing data.',
        ),
        must(
          'document-top-level',
          'A document MUST contain at least one of the following top-level members',
        ),
        mustNot(
          'document-top-level',
          'The members data and errors MUST NOT coexist in the same document.',
        ),
        mustNot(
          'document-top-level',
          'If a document does not contain a top-level data key, the included member MUST NOT be present either.',
        ),
        must(
          'document-resource-objects',
          'A resource object MUST contain at least the following top-level members: id, type',
        ),
        must(
          'document-resource-object-identification',
          'The values of the id, type, and lid members MUST be strings.',
        ),
        must(
          'document-resource-object-identification',
          'The values of type members MUST adhere to the same constraints as member names.',
        ),
        must(
          'document-resource-object-fields',
          'Fields for a resource object MUST share a common namespace with each other and with type and id.',
        ),
        must(
          'document-resource-object-attributes',
          'The value of the attributes key MUST be an object',
        ),
        must(
          'document-resource-object-relationships',
          'The value of the relationships key MUST be an object',
        ),
        must(
          'document-resource-object-relationships',
          'A "relationship object" MUST contain at least one of the following: links, data, meta',
        ),
        must(
          'document-resource-object-linkage',
          'Resource linkage MUST be represented as one of the following',
        ),
        must(
          'document-resource-identifier-objects',
          'A "resource identifier object" MUST contain a type member. It MUST also contain an id member',
        ),
        must(
          'document-compound-documents',
          'all included resources MUST be represented as an array of resource objects in a top-level included member.',
        ),
        must(
          'document-compound-documents',
          "Every included resource object MUST be identified via a chain of relationships originating in a document's primary data.",
        ),
        mustNot(
          'document-compound-documents',
          'A compound document MUST NOT include more than one resource object for each type and id pair.',
        ),
        must('document-meta', 'The value of each meta member MUST be an object'),
        must('document-links', 'The value of this member MUST be an object (a "links object").'),
        must(
          'document-links-link',
          'a link MUST be represented as either: a string whose value is a URI-reference',
        ),
        must('document-jsonapi-object', 'the value of the jsonapi member MUST be an object'),
        must(
          'document-member-names',
          'Member names MUST contain only the allowed characters listed below.',
        ),
        must(
          'error-objects',
          'Error objects MUST be returned as an array keyed by errors in the top level of a JSON:API document.',
        ),
        must(
          'error-objects',
          'An error object MAY have the following members, and MUST contain at least one of',
        ),
      ],
      'answers every kind of request with a document that the strict validator finds in order',
      async (subject) => {
        for (const { document } of await everyKind(subject))
          expect(violations(document, { sparse: true }), JSON.stringify(document)).toEqual([]);
      },
    ),
    check(
      clause(
        'MAY',
        'document-jsonapi-object',
        'A JSON:API document MAY include information about its implementation under a top level jsonapi member.',
      ),
      'says version 1.1 in every document, errors included',
      async (subject) => {
        for (const { document } of await everyKind(subject))
          expect(document.jsonapi).toMatchObject({ version: '1.1' });
      },
    ),
    check(
      clause(
        'MAY',
        'document-top-level',
        'describedby: a link to a description document (e.g. OpenAPI or JSON Schema) for the current document.',
      ),
      'links every document to its description',
      async (subject) => {
        const { document } = await subject.get(subject.path);
        expect(document.links.describedby).toMatch(/\/openapi\.json$/);
      },
    ),
    onlyFor(
      writable,
      check(
        must(
          'document-structure',
          'Client and server implementations MUST ignore non-compliant members.',
        ),
        'ignores members of documents and resource objects that the standard does not know',
        async (subject) => {
          const document = await subject.document();
          const body = { ...document, extra: 1, data: { ...document.data, extra: { a: 1 } } };
          expect((await subject.send('POST', subject.path, { body })).status).toBe(201);
        },
      ),
    ),
    onlyFor(
      writable,
      check(
        must(
          'document-member-names-at-members',
          "@-Members MUST be ignored when interpreting this specification's definitions and processing instructions",
        ),
        'ignores @-members wherever they stand in a request',
        async (subject) => {
          const { data } = await subject.document({ '@type': 'Thing' });
          const body = {
            '@context': 'https://schema.org',
            data: { '@id': 'x', ...data, relationships: { '@a': 1, ...data.relationships } },
          };
          expect((await subject.send('POST', subject.path, { body })).status).toBe(201);
        },
      ),
    ),
    onlyFor(
      writable,
      check(
        must(
          'document-member-names',
          'member names used in a JSON:API document MUST be treated as case sensitive by clients and servers',
        ),
        'does not take an attribute whose name differs in case',
        async (subject) => {
          const body = await subject.document({ [subject.text.toUpperCase()]: 'x' });
          const response = await subject.send('POST', subject.path, { body });
          expect(response.status).toBe(422);
          expect(response.document.errors[0].source.pointer).toBe(
            `/data/attributes/${subject.text.toUpperCase()}`,
          );
        },
      ),
    ),
    check(
      must(
        'document-resource-object-identification',
        "each resource object's type and id pair MUST identify a single, unique resource.",
      ),
      'answers the same resource for a type and id, wherever it is read',
      async (subject) => {
        const { id, path } = await subject.create();
        const single = await subject.get(path);
        const list = await subject.get(`${subject.path}?filter[id]=${id}`);
        expect(list.document.data).toEqual([single.document.data]);
      },
    ),
    check(
      must(
        'document-resource-object-links',
        'A server MUST respond to a GET request to the specified URL with a response that includes the resource as the primary data.',
      ),
      'answers the self link of a resource with that resource',
      async (subject) => {
        const { id, response } = await subject.create();
        const again = await subject.get(response.document.data.links.self as string);
        expect(again.document.data).toMatchObject({ type: subject.type, id });
      },
    ),
    check(
      mustNot(
        'document-resource-object-related-resource-links',
        "a related resource link MUST NOT change because its relationship's content changes.",
      ),
      'makes related links of the resource and the relationship alone',
      async (subject) => {
        const { path, response } = await subject.create();
        for (const { name } of subject.relationships())
          expect(
            new URL(response.document.data.relationships[name].links.related as string).pathname,
          ).toBe(`${path}/${name}`);
      },
    ),
    onlyFor(
      referring,
      check(
        clause(
          'SHOULD',
          'document-resource-object-attributes',
          'Keys that reference related resources (e.g. author_id) SHOULD NOT appear as attributes.',
        ),
        'has no foreign key among its attributes',
        async (subject) => {
          const names = [...subject.definition.attributes.keys()];
          await Promise.resolve();
          expect(names.filter((name) => /[-_]id$/.test(name))).toEqual([]);
        },
      ),
    ),
  ],
};

import { expect } from 'vitest';
import { type Section, check, clause, onlyFor, writable } from '../clause.js';
import { unknownId } from '../subject.js';

const servers = 'content-negotiation-servers';
const mediaType = 'application/vnd.api+json';
const unknownExtension = `${mediaType};ext="https://example.org/ext/unknown"`;
const unknownProfile = `${mediaType};profile="https://example.org/profiles/unknown"`;

export const negotiation: Section = {
  title: 'Content negotiation',
  checks: [
    check(
      [
        clause(
          'MUST',
          'content-negotiation-all',
          'Clients and servers MUST send all JSON:API data using this media type in the Content-Type header.',
        ),
        clause(
          'MUST',
          'content-negotiation-all',
          'the JSON:API media type MUST always be specified with either no media type parameters or with only',
        ),
      ],
      'sends documents and errors as application/vnd.api+json without other parameters',
      async (subject) => {
        const { path } = await subject.create();
        for (const url of [subject.path, path, `${subject.path}/${unknownId}`]) {
          const { headers } = await subject.get(url);
          expect(headers.get('content-type')).toBe(mediaType);
        }
      },
    ),
    onlyFor(
      writable,
      check(
        clause(
          'MUST',
          servers,
          'servers MUST respond with a 415 Unsupported Media Type status code if that media type contains any media type parameters other than ext or profile.',
        ),
        'answers 415 to charset=utf-8 and other parameters of Content-Type, and names the header',
        async (subject) => {
          const before = await subject.count();
          for (const parameter of ['charset=utf-8', 'version=1', 'q=1', 'profile="x";v=1']) {
            const response = await subject.send('POST', subject.path, {
              body: await subject.document(),
              headers: { 'Content-Type': `${mediaType}; ${parameter}` },
            });
            expect(response.status, parameter).toBe(415);
            expect(response.document.errors[0].source).toEqual({ header: 'Content-Type' });
          }
          expect(await subject.count()).toBe(before);
        },
      ),
    ),
    onlyFor(
      writable,
      check(
        clause(
          'MUST',
          servers,
          'that parameter contains an unsupported extension URI, the server MUST respond with a 415 Unsupported Media Type status code.',
        ),
        'answers 415 to an extension of Content-Type that it does not support',
        async (subject) => {
          const { path } = await subject.create();
          const body = { data: { type: subject.type, id: path.split('/').at(-1) } };
          for (const [method, url] of [
            ['POST', subject.path],
            ['PATCH', path],
          ] as const) {
            const headers = { 'Content-Type': unknownExtension };
            const response = await subject.send(method, url, { body, headers });
            expect(response.status, method).toBe(415);
            expect(response.document.errors[0].source).toEqual({ header: 'Content-Type' });
          }
        },
      ),
    ),
    check(
      clause(
        'MUST',
        servers,
        "If a request's Accept header contains an instance of the JSON:API media type, servers MUST ignore instances of that media type which are modified by a media type parameter other than ext or profile.",
      ),
      'answers where one of several JSON:API ranges of Accept is in order',
      async (subject) => {
        for (const accept of [
          `${mediaType};charset=utf-8, ${mediaType}`,
          `${mediaType};q=0.4, ${mediaType};version=2;q=0.9`,
          `${unknownExtension}, ${mediaType};q=0.1`,
          `text/html, ${mediaType};a="b,c", ${mediaType}`,
          '*/*',
          'application/*;q=0.2',
        ])
          expect((await subject.get(subject.path, { Accept: accept })).status, accept).toBe(200);
      },
    ),
    check(
      clause(
        'MUST',
        servers,
        'If all instances of that media type are modified with a media type parameter other than ext or profile, servers MUST respond with a 406 Not Acceptable status code.',
      ),
      'answers 406 where all JSON:API ranges of Accept have other parameters, and names the header',
      async (subject) => {
        for (const accept of [
          `${mediaType};charset=utf-8`,
          `${mediaType};version=1, ${mediaType};indent=2`,
          `text/html, ${mediaType};charset=utf-8;q=0.5`,
        ]) {
          const response = await subject.get(subject.path, { Accept: accept });
          expect(response.status, accept).toBe(406);
          expect(response.document.errors[0].source).toEqual({ header: 'Accept' });
        }
      },
    ),
    check(
      clause(
        'MUST',
        servers,
        'If every instance of that media type is modified by the ext parameter and each contains at least one unsupported extension URI, the server MUST also respond with a 406 Not Acceptable.',
      ),
      'answers 406 where every JSON:API range of Accept wants an extension it does not support',
      async (subject) => {
        const response = await subject.get(subject.path, { Accept: unknownExtension });
        expect(response.status).toBe(406);
      },
    ),
    onlyFor(
      writable,
      check(
        clause('MUST', servers, 'A server MUST ignore any profiles that it does not recognize.'),
        'ignores profiles it does not know, in Accept and in Content-Type',
        async (subject) => {
          const read = await subject.get(subject.path, { Accept: unknownProfile });
          expect(read.status).toBe(200);
          const written = await subject.send('POST', subject.path, {
            body: await subject.document(),
            headers: { 'Content-Type': unknownProfile },
          });
          expect(written.status).toBe(201);
        },
      ),
    ),
    check(
      clause(
        'SHOULD',
        servers,
        'Servers that support the ext or profile media type parameters SHOULD specify the Vary header with Accept as one of its values.',
      ),
      'says Vary: Accept in answers and refusals',
      async (subject) => {
        for (const url of [subject.path, `${subject.path}/${unknownId}`, `${subject.path}?a=b`]) {
          const { headers } = await subject.get(url);
          expect(headers.get('vary')?.toLowerCase(), url).toMatch(/(^|,\s*)accept(,|$)/);
        }
      },
    ),
    onlyFor(
      writable,
      check(
        clause(
          'MUST',
          'fetching-resources-responses-other',
          'A server MUST prepare responses [...] in accordance with HTTP semantics.',
        ),
        'refuses a body that is announced as something else or as nothing',
        async (subject) => {
          for (const type of [
            'application/json',
            'text/plain',
            'multipart/form-data; boundary=x',
          ]) {
            const body = await subject.document();
            const headers = { 'Content-Type': type };
            const response = await subject.send('POST', subject.path, { body, headers });
            expect(response.status, type).toBe(415);
          }
        },
      ),
    ),
  ],
};

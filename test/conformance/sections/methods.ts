import { expect } from 'vitest';
import { type Section, check, clause, onlyFor, writable } from '../clause.js';

const semantics = clause(
  'MUST',
  'fetching-resources-responses-other',
  'A server MUST prepare responses [...] in accordance with HTTP semantics.',
);

export const methods: Section = {
  title: 'Methods and conditional requests',
  checks: [
    check(
      semantics,
      'answers 405 with Allow to methods that a path does not have',
      async (subject) => {
        const { path } = await subject.create();
        const first = subject.relationships()[0]?.name;
        for (const [method, url] of [
          ['PATCH', subject.path],
          ['DELETE', subject.path],
          ['PUT', subject.path],
          ['POST', path],
          ['PUT', path],
          ...(first === undefined ? [] : [['POST', `${path}/${first}`] as const]),
        ] as const) {
          const response = await subject.send(method, url);
          expect(response.status, `${method} ${url}`).toBe(405);
          const allowed = response.headers.get('allow')?.split(/, */) ?? [];
          expect(allowed).toContain('GET');
          expect(allowed).not.toContain(method);
        }
      },
    ),
    onlyFor(
      writable,
      check(semantics, 'answers OPTIONS with what a path allows', async (subject) => {
        const { path } = await subject.create();
        for (const [url, method] of [
          [subject.path, 'POST'],
          [path, 'PATCH'],
        ] as const) {
          const response = await subject.send('OPTIONS', url);
          expect([200, 204]).toContain(response.status);
          expect(response.headers.get('allow')?.split(/, */)).toEqual(
            expect.arrayContaining(['GET', 'HEAD', 'OPTIONS', method]),
          );
        }
      }),
    ),
    check(
      semantics,
      'answers 304 without a body where the client has the document already',
      async (subject) => {
        const { id, path } = await subject.create();
        for (const url of [path, `${subject.path}?filter[id]=${id}`]) {
          const first = await subject.get(url);
          const tag = first.headers.get('etag') ?? '';
          expect(tag, url).toMatch(/^(W\/)?"[^"]+"$/);
          const again = await subject.get(url, { 'If-None-Match': tag });
          expect(again.status).toBe(304);
          expect(again.document).toBeUndefined();
          expect(again.headers.get('etag')).toBe(tag);
          expect((await subject.get(url, { 'If-None-Match': '"other"' })).status).toBe(200);
        }
      },
    ),
    onlyFor(
      writable,
      check(
        semantics,
        'answers 412 to a write that is made for an older state, and changes nothing',
        async (subject) => {
          const { id, path } = await subject.create();
          const tag = (await subject.get(path)).headers.get('etag') ?? '';
          const change = () => ({
            body: {
              data: {
                type: subject.type,
                id,
                attributes: { [subject.text]: subject.sampleText() },
              },
            },
            headers: { 'If-Match': tag },
          });
          const first = await subject.send('PATCH', path, change());
          expect(first.status).toBe(200);
          const second = await subject.send('PATCH', path, change());
          expect(second.status).toBe(412);
          expect((await subject.get(path)).document.data).toEqual(first.document.data);
          expect(
            (await subject.send('DELETE', path, { headers: { 'If-Match': tag } })).status,
          ).toBe(412);
          expect((await subject.get(path)).status).toBe(200);
        },
      ),
    ),
  ],
};

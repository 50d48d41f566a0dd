import { expect } from 'vitest';
import { type Path, valueAt } from '../../../src/jsonapi/errors/pointer.js';
import { type Section, check, clause, onlyFor, writable } from '../clause.js';

/** https://www.rfc-editor.org/rfc/rfc6901#section-4 */
export function resolve(document: unknown, pointer: string): unknown {
  const path: Path = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  return path.length === 0 ? document : valueAt(document, path);
}

interface WireError {
  readonly status: string;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly source?: { readonly pointer?: string };
  readonly links?: { readonly type?: string; readonly about?: string };
}

export const errors: Section = {
  title: 'Errors',
  checks: [
    onlyFor(
      writable,
      check(
        clause(
          'MUST',
          'error-objects',
          'This MUST point to a value in the request document that exists',
        ),
        'points at what is in the request, however wrong it is',
        async (subject) => {
          const { data } = await subject.document();
          const wrong = [
            { data: { ...data, attributes: { ...data.attributes, 'a/b~c': 1 } } },
            { data: { type: subject.type } },
            { data: { ...data, type: 'nothing', attributes: 7 } },
            { data: { ...data, relationships: [] } },
            { data: { ...data, relationships: { 'no-such': { data: null } } } },
            { nothing: true },
          ];
          for (const body of wrong) {
            const { document } = await subject.send('POST', subject.path, { body });
            for (const { source } of document.errors as WireError[])
              if (source?.pointer !== undefined)
                expect(resolve(body, source.pointer), source.pointer).not.toBeUndefined();
          }
        },
      ),
    ),
    check(
      clause(
        'SHOULD',
        'error-objects',
        'status: the HTTP status code applicable to this problem, expressed as a string value. This SHOULD be provided.',
      ),
      'gives every error a status, a code, a title and a detail',
      async (subject) => {
        for (const query of ['foo=1', 'sort=nothing&include=nothing', 'page[size]=1000']) {
          const { document, status } = await subject.get(`${subject.path}?${query}`);
          for (const error of document.errors as WireError[]) {
            expect(error.status).toBe(String(status));
            expect(error.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
            expect(error.title).not.toBe('');
            expect(error.detail).not.toBe('');
          }
        }
      },
    ),
    check(
      clause(
        'MAY',
        'errors-processing',
        'it MAY continue processing and encounter multiple problems.',
      ),
      'reports all wrong parameters together',
      async (subject) => {
        const { document } = await subject.get(`${subject.path}?foo=1&sort=nothing&page[size]=0`);
        const parameters = (document.errors as { source: { parameter: string } }[]).map(
          ({ source }) => source.parameter,
        );
        expect(parameters.sort()).toEqual(['foo', 'page[size]', 'sort']);
      },
    ),
    onlyFor(
      writable,
      check(
        clause(
          'SHOULD',
          'errors-processing',
          'the most generally applicable HTTP error code SHOULD be used in the response.',
        ),
        'answers 400 where faults of several statuses come together',
        async (subject) => {
          const { data } = await subject.document({ 'no-such-member': 1 });
          const body = { data: { ...data, type: 'nothing' } };
          const { document, status } = await subject.send('POST', subject.path, { body });
          const statuses = (document.errors as WireError[]).map((error) => error.status);
          expect(new Set(statuses)).toEqual(new Set(['409', '422']));
          expect(status).toBe(400);
        },
      ),
    ),
    onlyFor(
      writable,
      check(
        clause(
          'MUST',
          'error-objects',
          'Error objects MUST be returned as an array keyed by errors in the top level of a JSON:API document.',
        ),
        'answers a body that is no JSON with an errors document',
        async (subject) => {
          for (const body of ['{', '', '{"data":', '\u0000', '{"data":{}}}']) {
            const { document, status } = await subject.send('POST', subject.path, { body });
            expect([400, 422], JSON.stringify(body)).toContain(status);
            expect(document.errors.length).toBeGreaterThan(0);
          }
        },
      ),
    ),
  ],
};

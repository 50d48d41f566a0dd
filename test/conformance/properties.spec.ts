import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writable } from './clause.js';
import { mutated, mutations } from './mutated-documents.js';
import { queryOf } from './query-grammar.js';
import { resolve } from './sections/errors.js';
import { type World, definitions, startWorld } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
  for (const { type } of definitions) await world.subjectOf(type).create();
});
afterAll(() => world.close());

interface WireError {
  readonly source?: { readonly parameter?: string; readonly pointer?: string };
}

const numRuns = Math.ceil(150 / definitions.length);

describe.each(definitions)('of $type', (definition) => {
  test('every query is answered, or refused with 400 naming the parameter', async () => {
    const subject = world.subjectOf(definition.type);
    await fc.assert(
      fc.asyncProperty(queryOf(definition), async (query) => {
        const { document, status } = await subject.get(`${subject.path}?${query}`);
        expect([200, 400], query).toContain(status);
        for (const { source } of (document.errors ?? []) as WireError[])
          expect(source?.parameter).toEqual(expect.any(String));
      }),
      { numRuns },
    );
  });
});

describe.each(definitions.filter((one) => writable.applies(one)))('of $type', (definition) => {
  test('every document is taken, or refused with pointers that resolve in it', async () => {
    const subject = world.subjectOf(definition.type);
    const valid = await subject.document();
    const { id, path } = await subject.create();
    const update = { data: { ...valid.data, id } };
    await fc.assert(
      fc.asyncProperty(mutations, fc.boolean(), async (list, creates) => {
        const body = mutated(creates ? valid : update, list);
        const [method, url] = creates ? ['POST', subject.path] : ['PATCH', path];
        const { document, status } = await subject.send(method, url, {
          body: JSON.stringify(body),
        });
        expect(status, JSON.stringify(body)).toBeLessThan(500);
        const sent: unknown = JSON.parse(JSON.stringify(body));
        const lost = ((document?.errors ?? []) as WireError[]).filter(
          ({ source }) =>
            source?.pointer !== undefined && resolve(sent, source.pointer) === undefined,
        );
        expect(lost).toEqual([]);
      }),
      { numRuns },
    );
  });
});

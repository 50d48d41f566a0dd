import { expect } from 'vitest';
import { type Section, check, clause, onlyFor, writable } from '../clause.js';
import type { Subject } from '../subject.js';

const must = (quote: string) => clause('MUST', 'fetching-sorting', quote);

/** Three that only this check knows, whose texts sort as they were made. */
async function threeOf(subject: Subject): Promise<{ ids: readonly string[]; filter: string }> {
  const mark = subject.sampleText().replaceAll(/[^\w]/g, '').toLowerCase();
  const ids: string[] = [];
  for (const letter of ['a', 'b', 'c']) {
    const text = subject.text.includes('email')
      ? `${mark}${letter}@example.org`
      : `${mark}${letter}`;
    ids.push((await subject.create({ [subject.text]: text })).id);
  }
  return { ids, filter: `filter[${subject.text}][startswith]=${mark}` };
}

async function idsOf(subject: Subject, query: string): Promise<readonly string[]> {
  const { document, status } = await subject.get(`${subject.path}?${query}`);
  expect(status, query).toBe(200);
  return (document.data as { id: string }[]).map(({ id }) => id);
}

export const sorting: Section = {
  title: 'Sorting',
  checks: [
    onlyFor(
      writable,
      check(
        [
          must(
            'The sort order for each sort field MUST be ascending unless it is prefixed with a minus (U+002D HYPHEN-MINUS, "-"), in which case it MUST be descending.',
          ),
          must(
            'the server MUST return elements of the top-level data array of the response ordered according to the criteria specified.',
          ),
        ],
        'sorts upwards by a field, and downwards where a minus stands before it',
        async (subject) => {
          const { filter, ids } = await threeOf(subject);
          expect(await idsOf(subject, `${filter}&sort=${subject.text}`)).toEqual(ids);
          expect(await idsOf(subject, `${filter}&sort=-${subject.text}`)).toEqual(ids.toReversed());
          expect(await idsOf(subject, `${filter}&sort=-id`)).toEqual(ids.toReversed());
        },
      ),
    ),
    onlyFor(
      writable,
      check(
        clause(
          'SHOULD',
          'fetching-sorting',
          'Sort fields SHOULD be applied in the order specified.',
        ),
        'applies several sort fields in the order in which they stand',
        async (subject) => {
          const { filter, ids } = await threeOf(subject);
          expect(await idsOf(subject, `${filter}&sort=-${subject.text},id`)).toEqual(
            ids.toReversed(),
          );
        },
      ),
    ),
    check(
      must(
        'If the server does not support sorting as specified in the query parameter sort, it MUST return 400 Bad Request.',
      ),
      'answers 400 naming the parameter for fields that are unknown, empty or have no order',
      async (subject) => {
        for (const sort of ['nothing', '', '--id', 'id,,', 'nothing.name', '+id']) {
          const url = `${subject.path}?sort=${encodeURIComponent(sort)}`;
          const { document, status } = await subject.get(url);
          expect(status, sort).toBe(400);
          expect(document.errors[0].source).toEqual({ parameter: 'sort' });
        }
      },
    ),
    check(
      must(
        'If the server does not support sorting as specified in the query parameter sort, it MUST return 400 Bad Request.',
      ),
      'answers 400 to sort on a single resource and on to-one URLs',
      async (subject) => {
        const { path } = await subject.create();
        const toOne = subject.relationships(({ cardinality }) => cardinality === 'one');
        const urls = toOne.flatMap(({ name }) => [
          `${path}/${name}`,
          `${path}/relationships/${name}`,
        ]);
        for (const url of [path, ...urls]) {
          const { document, status } = await subject.get(`${url}?sort=id`);
          expect(status, url).toBe(400);
          expect(document.errors[0].source).toEqual({ parameter: 'sort' });
        }
      },
    ),
  ],
};

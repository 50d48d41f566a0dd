import { expect } from 'vitest';
import { type Section, check, clause } from '../clause.js';
import type { Subject } from '../subject.js';

const anchor = 'fetching-pagination';
const must = (quote: string) => clause('MUST', anchor, quote);

async function atLeast(subject: Subject, wanted: number): Promise<void> {
  for (let count = await subject.count(); count < wanted; count += 1) await subject.create();
}

type Links = Readonly<Record<string, string | null>>;

async function walk(subject: Subject, start: string, direction: 'next' | 'prev') {
  const ids: string[] = [];
  for (let url: string | null = start; url !== null;) {
    const { document, status } = await subject.get(url);
    expect(status, url).toBe(200);
    const page = (document.data as { id: string }[]).map(({ id }) => id);
    ids.push(...(direction === 'next' ? page : page.toReversed()));
    url = (document.links as Links)[direction] ?? null;
  }
  return ids;
}

export const pagination: Section = {
  title: 'Pagination',
  checks: [
    check(
      [
        must('Pagination links MUST appear in the links object that corresponds to a collection.'),
        must('The following keys MUST be used for pagination links: first, last, prev, next'),
        must(
          'Keys MUST either be omitted or have a null value to indicate that a particular link is unavailable.',
        ),
      ],
      'links the first, last, previous and next page, where there is one',
      async (subject) => {
        await atLeast(subject, 3);
        const first = await subject.get(`${subject.path}?page[size]=1`);
        expect(first.document.links.prev ?? null).toBeNull();
        const middle = await subject.get(first.document.links.next as string);
        for (const name of ['first', 'last', 'prev', 'next'])
          expect(middle.document.links[name], name).toEqual(expect.any(String));
        const last = await subject.get(first.document.links.last as string);
        expect(last.document.links.next ?? null).toBeNull();
        expect(last.document.data).toHaveLength(1);
      },
    ),
    check(
      must(
        "Concepts of order, as expressed in the naming of pagination links, MUST remain consistent with JSON:API's sorting rules.",
      ),
      'answers every resource once on the way through all pages, forwards and backwards',
      async (subject) => {
        await atLeast(subject, 5);
        const query = `sort=-${subject.text}&page[size]=2&fields[${subject.type}]=`;
        const { document } = await subject.get(`${subject.path}?${query}`);
        const forwards = await walk(subject, `${subject.path}?${query}`, 'next');
        const backwards = await walk(subject, document.links.last as string, 'prev');
        expect(new Set(forwards).size).toBe(document.meta.count);
        expect(forwards).toHaveLength(document.meta.count as number);
        expect(backwards.toReversed()).toEqual(forwards);
      },
    ),
    check(
      clause(
        'MUST',
        'document-top-level',
        'the link must contain the query parameters provided by the client to generate the response document.',
      ),
      'keeps every other parameter in its page links',
      async (subject) => {
        await atLeast(subject, 2);
        const query = new URLSearchParams({
          sort: '-id',
          include: '',
          [`fields[${subject.type}]`]: subject.text,
          filter: JSON.stringify([{ name: 'id', op: 'ne', val: '77' }]),
          'page[size]': '1',
        });
        const { document } = await subject.get(`${subject.path}?${query.toString()}`);
        for (const name of ['self', 'first', 'last', 'next']) {
          const kept = new URL(document.links[name] as string).searchParams;
          for (const [parameter, value] of query) expect(kept.get(parameter)).toBe(value);
        }
      },
    ),
    check(
      clause(
        'SHOULD',
        anchor,
        'The page query parameter family is reserved for pagination. Servers and clients SHOULD use these parameters for pagination operations.',
      ),
      'answers 400 naming the parameter for pages that cannot be, and the maximum where one is passed',
      async (subject) => {
        for (const [parameter, value] of [
          ['page[size]', '0'],
          ['page[size]', '-1'],
          ['page[size]', 'x'],
          ['page[size]', '101'],
          ['page[number]', '0'],
          ['page[number]', '1.5'],
          ['page[number]', '9'.repeat(30)],
          ['page[colour]', 'red'],
          ['page', '1'],
        ] as const) {
          const { document, status } = await subject.get(`${subject.path}?${parameter}=${value}`);
          expect(status, `${parameter}=${value}`).toBe(400);
          expect(document.errors[0].source).toEqual({ parameter });
          if (value === '101') expect(document.errors[0].meta).toMatchObject({ limit: 100 });
        }
      },
    ),
    check(
      must('Pagination links MUST appear in the links object that corresponds to a collection.'),
      'pages related resources and relationships as it pages collections',
      async (subject) => {
        const { path } = await subject.create();
        for (const { name } of subject.relationships(({ cardinality }) => cardinality === 'many'))
          for (const url of [`${path}/${name}`, `${path}/relationships/${name}`]) {
            const { document, status } = await subject.get(`${url}?page[size]=1`);
            expect(status, url).toBe(200);
            expect(document.links.first).toEqual(expect.any(String));
            expect(document.links.prev ?? null).toBeNull();
            expect(document.meta.count).toBeGreaterThanOrEqual(document.data.length as number);
          }
      },
    ),
  ],
};

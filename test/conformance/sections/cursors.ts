import { expect } from 'vitest';
import { type Section, check, clause, profileClause } from '../clause.js';
import type { Subject } from '../subject.js';

const profile = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination/';
const Accept = `application/vnd.api+json;profile="${profile}"`;
const must = (quote: string) => profileClause('MUST', quote);

type Links = Readonly<Record<string, string | null>>;

async function page(subject: Subject, url: string) {
  const { document, headers, status } = await subject.get(url, { Accept });
  expect(status, url).toBe(200);
  const ids = (document.data as { id: string }[]).map(({ id }) => id);
  return { document, headers, ids, links: document.links as Links };
}

export const cursors: Section = {
  title: 'Profile: cursor pagination',
  checks: [
    check(
      profileClause(
        'MAY',
        'Replacing page[after] with page[before] would allow the client to paginate backwards.',
      ),
      'answers every resource once by its next links, and again by its prev links',
      async (subject) => {
        for (let count = await subject.count(); count < 5; count += 1) await subject.create();
        const query = `sort=-${subject.text}&page[size]=2`;
        const forwards: string[] = [];
        const pages: string[] = [];
        for (let url: string | null = `${subject.path}?${query}`; url !== null;) {
          const { ids, links } = await page(subject, url);
          forwards.push(...ids);
          pages.push(url);
          expect(links).toHaveProperty('prev');
          url = links['next'] ?? null;
        }
        expect(new Set(forwards).size).toBe(await subject.count());
        expect(forwards).toHaveLength(new Set(forwards).size);
        const backwards: string[] = [];
        for (let url: string | null = pages.at(-1) ?? null; url !== null;) {
          const { ids, links } = await page(subject, url);
          backwards.unshift(...ids);
          url = links['prev'] ?? null;
        }
        expect(backwards).toEqual(forwards);
      },
    ),
    check(
      profileClause('MAY', 'Cursor-based pagination can prevent both of these possibilities.'),
      'neither repeats nor skips a resource that was there, while others are made',
      async (subject) => {
        for (let count = await subject.count(); count < 4; count += 1) await subject.create();
        const before = await page(subject, `${subject.path}?sort=-id&page[size]=100`);
        const seen: string[] = [];
        for (let url: string | null = `${subject.path}?sort=-id&page[size]=40`; url !== null;) {
          const { ids, links } = await page(subject, url);
          seen.push(...ids);
          await subject.create();
          url = links['next'] ?? null;
        }
        expect(seen.slice(0, before.ids.length)).toEqual(before.ids);
        expect(new Set(seen).size).toBe(seen.length);
      },
    ),
    check(
      must('the server MUST respond according to the rules for the max page size exceeded error'),
      'names the maximum where a page is too large',
      async (subject) => {
        const { document, status } = await subject.get(`${subject.path}?page[size]=1000`, {
          Accept,
        });
        expect(status).toBe(400);
        expect(document.errors[0].source).toEqual({ parameter: 'page[size]' });
        expect(document.errors[0].meta.page.maxSize).toBe(100);
      },
    ),
    check(
      must(
        'If their value is not a valid cursor, the server MUST respond according to the rules for the invalid query parameter error',
      ),
      'answers 400 naming the parameter to what is no cursor',
      async (subject) => {
        for (const parameter of ['page[after]', 'page[before]'])
          for (const value of ['x', 'W10', 'eyJhIjoxfQ', '%00']) {
            const { document, status } = await subject.get(
              `${subject.path}?${parameter}=${value}`,
              {
                Accept,
              },
            );
            expect(status, `${parameter}=${value}`).toBe(400);
            expect(document.errors[0].source).toEqual({ parameter });
          }
      },
    ),
    check(
      clause(
        'MAY',
        'document-jsonapi-object',
        'profile - an array of URIs for all applied profiles.',
      ),
      'says in Content-Type and in the jsonapi member that it has applied the profile',
      async (subject) => {
        const { document, headers } = await page(subject, `${subject.path}?page[size]=1`);
        expect(headers.get('content-type')).toBe(Accept);
        expect(document.jsonapi.profile).toEqual([profile]);
      },
    ),
  ],
};

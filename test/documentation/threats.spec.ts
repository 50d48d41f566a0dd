import { beforeAll, describe, expect, it } from 'vitest';
import { readPage, rowsOf, section } from './markdown.js';
import { missingTests, testsIn } from './named-tests.js';

const headings = [
  'Who is calling',
  'What he may do',
  'What he sends',
  'Pictures and files',
  'How much, and how slowly',
  'What is given away',
];

describe('the page of threats', () => {
  let rows: readonly (readonly string[])[];

  beforeAll(async () => {
    const page = await readPage('docs/threats.md');
    rows = headings.flatMap((heading) => rowsOf(section(page, `## ${heading}`)));
  });

  it('names a test for each', () => {
    expect(rows.length).toBeGreaterThan(40);
    const bare = rows.filter(([, , shown = '']) => testsIn(shown).length === 0);
    expect(bare.map(([threat]) => threat)).toEqual([]);
  });

  it('names tests that are there', async () => {
    expect(await missingTests(rows.flatMap(([, , shown = '']) => testsIn(shown)))).toEqual([]);
  });
});

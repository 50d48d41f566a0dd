import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPage, rowsOf, section } from './markdown.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const headings = [
  'Who is calling',
  'What he may do',
  'What he sends',
  'Pictures and files',
  'How much, and how slowly',
  'What is given away',
];

interface NamedTest {
  readonly file: string;
  readonly title: string;
}

/** `file`: “title”, “title”; `file`: “title” */
function testsIn(cell: string): readonly NamedTest[] {
  return [...cell.matchAll(/`([^`]+\.spec\.ts)`: ((?:“[^”]+”(?:, )?)+)/g)].flatMap(
    ([, file = '', titles = '']) =>
      [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
  );
}

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
    const missing: string[] = [];
    for (const { file, title } of rows.flatMap(([, , shown = '']) => testsIn(shown))) {
      const source = existsSync(join(root, file)) ? await readPage(file) : '';
      // As an argument, however it is quoted.
      const quotes = [`'${title}'`, `"${title}"`, `\`${title}\``];
      if (!quotes.some((quoted) => source.includes(quoted))) missing.push(`${file}: ${title}`);
    }
    expect(missing).toEqual([]);
  });
});

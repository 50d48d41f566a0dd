import { beforeAll, describe, expect, it } from 'vitest';
import { readPage, rowsOf, section } from './markdown.js';
import { missingTests, testsIn } from './named-tests.js';

describe('the page of faults', () => {
  let rows: readonly (readonly string[])[];

  beforeAll(async () => {
    const page = await readPage('docs/reliability.md');
    rows = ['What it needs fails', 'The server itself fails', 'Clients misbehave'].flatMap(
      (heading) => rowsOf(section(page, `## ${heading}`)),
    );
  });

  it('says of each what users see, what is lost, how long it takes, and which test shows it', () => {
    expect(rows.length).toBeGreaterThan(15);
    const bare = rows.filter((cells) => cells.length !== 5 || cells.includes(''));
    expect(bare.map(([fault]) => fault)).toEqual([]);
    const unshown = rows.filter(([, , , , shown = '']) => testsIn(shown).length === 0);
    expect(unshown.map(([fault]) => fault)).toEqual([]);
  });

  it('names tests that are there', async () => {
    expect(await missingTests(rows.flatMap(([, , , , shown = '']) => testsIn(shown)))).toEqual([]);
  });
});

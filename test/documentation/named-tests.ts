import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPage } from './markdown.js';

export interface NamedTest {
  readonly file: string;
  readonly title: string;
}

/** `file`: “title”, “title”; `file`: “title” */
export function testsIn(cell: string): readonly NamedTest[] {
  return [...cell.matchAll(/`([^`]+\.spec\.ts)`: ((?:“[^”]+”(?:, )?)+)/g)].flatMap(
    ([, file = '', titles = '']) =>
      [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
  );
}

/** @returns those that are not there */
export async function missingTests(named: readonly NamedTest[]): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const { file, title } of named) {
    const isThere = existsSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)));
    const source = isThere ? await readPage(file) : '';
    // As an argument, however it is quoted.
    const quotes = [`'${title}'`, `"${title}"`, `\`${title}\``];
    if (!quotes.some((quoted) => source.includes(quoted))) missing.push(`${file}: ${title}`);
  }
  return missing;
}

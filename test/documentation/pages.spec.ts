import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPage, rowsOf, section } from './markdown.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function pages(): Promise<readonly string[]> {
  const names = await readdir(join(root, 'docs'), { recursive: true });
  const below = names.filter((name) => name.endsWith('.md')).map((name) => join('docs', name));
  return ['README.md', 'CHANGELOG.md', ...below];
}

/** `[text](target)`, without links to other sites. */
const link = /\]\((?!https?:|#)([^)#\s]+)(?:#([^)\s]+))?\)/g;

test('every link between the pages leads somewhere', async () => {
  const dead: string[] = [];
  for (const path of await pages())
    for (const [whole, target = '', anchor] of (await readPage(path)).matchAll(link)) {
      const file = join(dirname(path), target);
      const found = existsSync(join(root, file)) && (await hasAnchor(file, anchor));
      if (!found) dead.push(`${path}: ${whole}`);
    }
  expect(dead).toEqual([]);
});

test('every file that a page names by its path in the sources is there', async () => {
  const dead: string[] = [];
  for (const path of await pages())
    for (const [, file = ''] of (await readPage(path)).matchAll(
      /`((?:src|test|scripts)\/[\w./-]+)`/g,
    ))
      if (!file.startsWith('src/venues/') && !existsSync(join(root, file)))
        dead.push(`${path}: ${file}`);
  expect(dead).toEqual([]);
});

test('every room of the house is on the page of its architecture', async () => {
  const floors = rowsOf(section(await readPage('docs/architecture.md'), '## Floors'));
  const named = floors.map(([, rooms = '']) => rooms).join(' ');
  const entries = await readdir(join(root, 'src'), { withFileTypes: true });
  const rooms = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(rooms.filter((room) => !named.includes(`\`${room}\``))).toEqual([]);
});

async function hasAnchor(file: string, anchor: string | undefined): Promise<boolean> {
  if (anchor === undefined) return true;
  const headings = [...(await readPage(file)).matchAll(/^#+ (.+)$/gm)];
  return headings.some(([, heading = '']) => anchorOf(heading) === anchor);
}

/** As GitHub makes them. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\- _]/gu, '')
    .replaceAll(' ', '-');
}

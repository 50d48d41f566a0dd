import { readFile } from 'node:fs/promises';

/** A fenced block of a page. */
export interface Block {
  /** The first word after the fence, such as `sh`. */
  readonly language: string;
  /** What follows it, such as a file's name. */
  readonly title: string;
  readonly text: string;
}

/** @param path from the root of the clone */
export function readPage(path: string): Promise<string> {
  return readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/**
 * What stands under a heading, up to the next of its level or above.
 *
 * @throws Error where the page has no such heading
 */
export function section(page: string, heading: string): string {
  const lines = page.split('\n');
  const start = lines.indexOf(heading);
  if (start === -1) throw new Error(`The page has no heading "${heading}"`);
  const level = heading.indexOf(' ');
  const following = lines.slice(start + 1);
  const end = endOfSection(following, level);
  return following.slice(0, end).join('\n');
}

/** A comment of a shell script looks like a heading, so fences count. */
function endOfSection(lines: readonly string[], level: number): number {
  let fenced = false;
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('```')) fenced = !fenced;
    const mark = /^#+(?= )/.exec(line)?.[0];
    if (!fenced && mark !== undefined && mark.length <= level) return index;
  }
  return lines.length;
}

export function blocksOf(text: string): readonly Block[] {
  const matches = text.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm);
  return [...matches].map(([, language = '', title = '', code = '']) => ({
    language,
    title,
    text: code,
  }));
}

/** The cells of every table in a text, without heads and rules. */
export function rowsOf(text: string): readonly (readonly string[])[] {
  const rows = text.split('\n').map((line) => (line.startsWith('|') ? cellsOf(line) : null));
  return rows.flatMap((cells, index) => {
    const isHead = isRule(rows[index + 1] ?? null);
    return cells === null || isHead || isRule(cells) ? [] : [cells];
  });
}

function cellsOf(line: string): readonly string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function isRule(cells: readonly string[] | null): boolean {
  return cells !== null && cells.every((cell) => /^:?-+:?$/.test(cell));
}

/** `` `PORT` `` → `PORT` */
export function unquoted(cell: string): string {
  return cell.replace(/^`(.*)`$/, '$1');
}

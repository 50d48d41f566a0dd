import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPage } from './markdown.js';

const sources = fileURLToPath(new URL('../../src', import.meta.url));

/** `status: 404, code: 'not-found'`, as all parts of the catalogue write it. */
const fault = /status: (\d{3}),\s+code: '([a-z0-9-]+)'/g;

/** `### not-found`, and what is said of it. */
const entry = /^### ([a-z0-9-]+)\n\n\*\*(\d{3})\*\* · ([^\n]+(?:\n[^\n]+)*)/gm;

interface Code {
  readonly code: string;
  readonly status: string;
}

async function codesInSources(): Promise<readonly Code[]> {
  const names = await readdir(sources, { recursive: true });
  const paths = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  const texts = await Promise.all(paths.map((path) => readFile(join(sources, path), 'utf8')));
  const codes = texts.flatMap((text) =>
    [...text.matchAll(fault)].map(([, status = '', code = '']) => ({ code, status })),
  );
  return inOrder([...new Map(codes.map((one) => [JSON.stringify(one), one])).values()]);
}

function inOrder(codes: readonly Code[]): readonly Code[] {
  return [...codes].sort((one, other) => one.code.localeCompare(other.code));
}

describe('the page of error codes', () => {
  let page: string;

  beforeAll(async () => {
    page = await readPage('docs/errors.md');
  });

  it('has every code that the sources know, with its status, and no other', async () => {
    const told = [...page.matchAll(entry)].map(([, code = '', status = '']) => ({ code, status }));
    expect(inOrder(told)).toEqual(await codesInSources());
  });

  it('says of each when it comes and what to do', () => {
    const silent = [...page.matchAll(entry)].filter(([, , , text = '']) => !/_Do:_ \S/.test(text));
    expect(silent.map(([, code]) => code)).toEqual([]);
  });

  it('has one heading for each code, so that links lead to it', () => {
    const headings = [...page.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    expect(new Set(headings).size).toBe(headings.length);
    expect(headings).toHaveLength([...page.matchAll(entry)].length);
  });
});

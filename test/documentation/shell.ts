import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Block } from './markdown.js';

const run = promisify(execFile);

/** Where the pages say that Marquee listens. */
const documentedUrl = 'http://localhost:3000';

/** One `sh` block, what it printed, and the block after it that says what it prints. */
export interface Example {
  readonly commands: string;
  readonly printed: string;
  readonly documented: string;
}

/** Why the commands cannot be run here; null where they can. */
export async function missingProgram(): Promise<string | null> {
  for (const program of ['bash', 'curl']) {
    try {
      await run(program, ['--version']);
    } catch {
      return `there is no ${program} on this machine`;
    }
  }
  return null;
}

/**
 * Runs the `sh` blocks of a text as a person would paste them: one after the other into one shell, in an empty
 * folder.
 *
 * @param url of a running app, without a slash at its end
 */
export async function runExamples(
  blocks: readonly Block[],
  url: string,
): Promise<readonly Example[]> {
  const indices = blocks.flatMap(({ language }, index) => (language === 'sh' ? [index] : []));
  const mark = '----- the next block -----';
  const script = indices.map((index) => `${blocks[index]?.text ?? ''}\necho\necho '${mark}'\n`);
  const printed = await printedBy(['set -eu', ...script].join('\n'), url);
  const outputs = printed.split(`\n${mark}\n`);
  return indices.map((index, position) => ({
    commands: blocks[index]?.text ?? '',
    printed: (outputs[position] ?? '').trim(),
    documented: answerAfter(blocks, index),
  }));
}

function answerAfter(blocks: readonly Block[], index: number): string {
  const next = blocks[index + 1];
  return next === undefined || next.language === 'sh' ? '' : next.text.trim();
}

async function printedBy(script: string, url: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'marquee-examples-'));
  try {
    const commands = script.replaceAll(documentedUrl, url);
    const { stdout } = await run('bash', ['-c', commands], { cwd: folder });
    return stdout.replaceAll(url, documentedUrl);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What differs from one run to the next, by its shape; JSON without its layout. */
export function comparable(text: string): unknown {
  const shaped = text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/"identifier": ?"[0-9a-f]{8}"/g, '"identifier":"<identifier>"')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '<date-time>')
    .replace(/"\d+\.[\w-]{27}"/g, '<etag>');
  return /^[[{]/.test(shaped) ? JSON.parse(shaped) : shaped;
}

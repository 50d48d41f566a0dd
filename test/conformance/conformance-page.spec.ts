import { fileURLToPath } from 'node:url';
import { resolveConfig, format } from 'prettier';
import { expect, test } from 'vitest';
import { conformancePage } from './conformance-page.js';
import { sections } from './sections.js';
import { definitions } from './world.js';

const page = fileURLToPath(new URL('../../docs/conformance.md', import.meta.url));

test('docs/conformance.md lists the clauses and tests that there are (npm run docs:conformance)', async () => {
  const markdown = conformancePage(sections);
  const options = await resolveConfig(page);
  const formatted = await format(markdown, { ...options, parser: 'markdown' });
  await expect(formatted).toMatchFileSnapshot(page);
});

test('every check applies to some type', () => {
  const checks = sections.flatMap((section) => section.checks);
  const idle = checks.filter((check) => !definitions.some((one) => check.scope.applies(one)));
  expect(idle.map(({ says }) => says)).toEqual([]);
});

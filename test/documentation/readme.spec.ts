import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Seed } from '../../src/seed/seed.js';
import { startTestApp } from '../support/app.js';
import { blocksOf, readPage, section } from './markdown.js';
import { comparable, missingProgram, runExamples } from './shell.js';

describe('the first request of the README', () => {
  let obstacle: string | null;

  beforeAll(async () => {
    obstacle = await missingProgram();
  });

  it('is answered as the README prints it', async (context) => {
    if (obstacle !== null) context.skip(obstacle);
    const app = await startTestApp();
    onTestFinished(() => app.close());
    // Ids are those of a first start.
    await app.nest.get(Seed).run();
    const blocks = blocksOf(section(await readPage('README.md'), '## A first request'));
    const examples = await runExamples(blocks, app.url);
    expect(examples).toHaveLength(4);
    for (const { commands, documented, printed } of examples)
      expect(comparable(printed), commands).toEqual(comparable(documented));
  });
});

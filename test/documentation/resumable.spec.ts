import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, startTestApp } from '../support/app.js';
import { blocksOf, readPage } from './markdown.js';
import { comparable, missingProgram, runExamples } from './shell.js';

describe('the page about resumable uploads', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('prints what its commands are answered', async (context) => {
    const obstacle = await missingProgram();
    if (obstacle !== null) context.skip(obstacle);
    const page = await readPage('docs/resumable.md');
    const examples = await runExamples(blocksOf(page), app.url);
    expect(examples).toHaveLength(4);
    for (const { commands, documented, printed } of examples)
      expect(comparable(printed), commands).toBe(comparable(documented));
  });
});

import { afterAll, beforeAll, describe, test } from 'vitest';
import { NoFreeText } from './sample-documents.js';
import { sections } from './sections.js';
import { type World, definitions, startWorld } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe.each(definitions)('the server, of $type:', (definition) => {
  const checks = sections
    .flatMap((section) => section.checks)
    .filter((check) => check.scope.applies(definition));

  // oxlint-disable-next-line vitest/expect-expect -- each check brings its own
  test.for(checks)('$says', async (check, { skip }) => {
    try {
      await check.run(world.subjectOf(definition.type));
    } catch (error) {
      if (error instanceof NoFreeText) skip(error.message);
      throw error;
    }
  });
});

import { afterAll, beforeAll, describe, test } from 'vitest';
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
  test.each(checks)('$says', (check) => check.run(world.subjectOf(definition.type)));
});

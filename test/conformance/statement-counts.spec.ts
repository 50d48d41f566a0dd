import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countStatements } from '../support/statements.js';
import { includePaths } from './sections/includes.js';
import type { Subject } from './subject.js';
import { type World, definitions, startWorld } from './world.js';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

function statementsOf(subject: Subject, path: string): Promise<number> {
  return countStatements(world.app, async () => {
    const { document, status } = await subject.get(path);
    expect(status, JSON.stringify(document)).toBe(200);
  });
}

describe('the number of SQL statements', () => {
  test('of 100 events with their owners is small, and that of one event', async () => {
    const events = world.subjectOf('event');
    await Promise.all(Array.from({ length: 100 }, () => events.create()));
    const one = await statementsOf(events, `${events.path}?include=owner&page[size]=1`);
    const hundred = await statementsOf(events, `${events.path}?include=owner&page[size]=100`);
    expect(hundred).toBe(one);
    // Who calls, the page, how many there are, and the owners.
    expect(hundred).toBe(4);
  });

  test.each(definitions)(
    'of every include path of $type up to three deep is that of its steps, however many rows there are',
    async ({ type }) => {
      const subject = world.subjectOf(type);
      await subject.create();
      await subject.create();
      for (const path of spread(includePaths(subject, 3))) {
        const one = await statementsOf(subject, `${subject.path}?include=${path}&page[size]=1`);
        const many = await statementsOf(subject, `${subject.path}?include=${path}&page[size]=100`);
        const most = 3 + path.split('.').length;
        expect(one, path).toBeLessThanOrEqual(most);
        expect(many, path).toBeLessThanOrEqual(most);
      }
    },
  );
});

/** Paths multiply with every relationship; so many of them, evenly, are enough to see an N+1. */
function spread(paths: readonly string[], most = 40): readonly string[] {
  const step = Math.ceil(paths.length / most);
  return paths.filter((_path, index) => index % Math.max(step, 1) === 0);
}

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { TestSpecification, Vitest } from 'vitest/node';
import { SlowestFirst, slowest } from './support/slowest-first.js';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the order of test files', () => {
  it('names files that are there', () => {
    expect(slowest.filter((path) => !existsSync(`${root}/${path}`))).toEqual([]);
  });

  it('has them first, the slowest of all before the others, and the rest as vitest has it', async () => {
    const rest = ['test/a.spec.ts', 'test/b.spec.ts', 'test/c.spec.ts'];
    // As in a fresh clone: vitest knows nothing but sizes.
    const sizes = new Map([...slowest, ...rest].map((path, place) => [path, place]));
    const cache = {
      getFileTestResults: () => undefined,
      getFileStats: (key: string) => ({ size: sizes.get(key.split(':')[1] ?? '') }),
    };
    const project = { name: 'e2e', config: { sequence: { groupOrder: 0 }, isolate: false } };
    const found = [...sizes.keys()].map((path) => ({ moduleId: root + path, project }));
    const order = await new SlowestFirst({
      config: { root },
      cache,
    } as unknown as Vitest).sort(found as unknown as TestSpecification[]);
    expect(order.map(({ moduleId }) => moduleId.slice(root.length))).toEqual([
      ...slowest,
      ...rest.toReversed(),
    ]);
  });
});

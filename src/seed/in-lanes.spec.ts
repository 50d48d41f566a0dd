import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inLanes } from './in-lanes.js';

describe('work in lanes', () => {
  it('answers in the order of the items, however long each takes', async () => {
    const results = await inLanes([3, 1, 2], 2, async (turns) => {
      for (let left = turns; left > 0; left--) await turn();
      return turns * 10;
    });
    expect(results).toEqual([30, 10, 20]);
  });

  it('works on no more at a time than there are lanes', async () => {
    let working = 0;
    let most = 0;
    await inLanes(Array.from({ length: 9 }), 3, async () => {
      most = Math.max(most, ++working);
      await turn();
      working--;
    });
    expect(most).toBe(3);
  });

  it('begins nothing after a failure, and fails once all that was begun has ended', async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const work = inLanes([1, 2, 3, 4], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error('the first');
      await turn();
      await turn();
      ended.push(item);
    });
    await expect(work).rejects.toThrow('the first');
    expect({ begun, ended }).toEqual({ begun: [1, 2], ended: [2] });
  });
});

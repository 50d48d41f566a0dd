import { beforeEach, describe, expect, it } from 'vitest';
import { WorkerStarts } from './worker-starts.js';

describe('starts of workers', () => {
  let starts: WorkerStarts;
  beforeEach(() => {
    starts = new WorkerStarts();
  });

  const failAt = (...times: readonly number[]) => times.forEach((time) => starts.failed(time));

  it('go on after two that failed', () => {
    failAt(0, 0);
    expect(starts.isResting(0)).toBe(false);
  });

  it('rest after the third in a row, twice as long after each more, and half a minute at most', () => {
    failAt(0, 0, 0);
    expect([starts.isResting(249), starts.isResting(250)]).toEqual([true, false]);
    failAt(250);
    expect([starts.isResting(749), starts.isResting(750)]).toEqual([true, false]);
    failAt(...Array.from({ length: 99 }, () => 1000));
    expect([starts.isResting(30_999), starts.isResting(31_000)]).toEqual([true, false]);
  });

  it('are forgiven all failures by one that succeeds', () => {
    failAt(0, 0, 0);
    starts.succeeded();
    failAt(300, 300);
    expect(starts.isResting(300)).toBe(false);
  });
});

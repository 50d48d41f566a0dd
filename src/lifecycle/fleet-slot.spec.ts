import { expect, it } from 'vitest';
import { pauseAfter } from './fleet-slot.js';

it('waits twice as long after each worker that ends soon, and half a minute at most', () => {
  expect([1, 2, 3, 7, 8, 99].map(pauseAfter)).toEqual([250, 500, 1000, 16_000, 30_000, 30_000]);
  expect(pauseAfter(0)).toBe(250);
});

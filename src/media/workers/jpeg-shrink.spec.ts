import { describe, expect, it } from 'vitest';
import { shrinkMissesTail } from './jpeg-shrink.js';

const misses = (height: number, shrink: number) =>
  shrinkMissesTail(
    { height },
    { width: height * 2, height },
    { width: Math.floor((height * 2) / shrink), height: Math.floor(height / shrink) },
  );

describe('a shrunk JPEG decode', () => {
  it.each([3000, 3024, 1080, 2448])('reads all of the usual %i lines at any shrink', (height) => {
    for (const shrink of [1, 2, 4, 8, 20]) expect(misses(height, shrink)).toBe(false);
  });

  it('leaves out a last row of blocks with fewer lines than one shrunk line stands for', () => {
    expect(misses(3001, 2)).toBe(true);
    expect(misses(3003, 4)).toBe(true);
    expect(misses(3007, 8)).toBe(true);
  });

  it('reads it where it has enough', () => {
    expect(misses(3001, 1.9)).toBe(false);
    expect(misses(3002, 3)).toBe(false);
    expect(misses(3004, 7)).toBe(false);
  });
});

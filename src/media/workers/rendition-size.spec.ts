import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitSquare, fitWidth } from './rendition-size.js';

const size = fc.record({
  width: fc.integer({ min: 1, max: 16_000 }),
  height: fc.integer({ min: 1, max: 16_000 }),
});

describe('a rendition', () => {
  it('is as wide as its preset, in the shape of its picture', () => {
    expect(fitWidth({ width: 4000, height: 3000 }, 1300)).toEqual({ width: 1300, height: 975 });
  });

  it('is never enlarged, never wider than its preset and never empty', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 2000 }), (picture, preset) => {
        const { height, width } = fitWidth(picture, preset);
        expect(width).toBe(Math.min(preset, picture.width));
        expect(height).toBeLessThanOrEqual(picture.height);
        expect(height).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('fits a square with its longer side', () => {
    fc.assert(
      fc.property(size, (picture) => {
        const { height, width } = fitSquare(picture, 100);
        expect(Math.max(width, height)).toBe(
          Math.min(100, Math.max(picture.width, picture.height)),
        );
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

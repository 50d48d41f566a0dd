import { describe, expect, it } from 'vitest';
import { proofMatches } from './image-claim.js';
import type { PictureFacts } from '../picture-structure/picture-structure.js';

const claim: PictureFacts = {
  format: 'jpeg',
  width: 40,
  height: 30,
  orientation: 1,
  frames: 1,
  animationPixels: 1200,
};
const seen = (width: number, height: number, frames = 1) =>
  ({
    picture: { format: 'jpeg', width, height, frames, placeholder: '', renditions: [] },
    stored: { width, height },
  }) as const;

describe('what the decoder saw', () => {
  it('is what the structure claims, turned or not', () => {
    expect(proofMatches(seen(40, 30), claim)).toBe(true);
    expect(proofMatches(seen(30, 40), claim)).toBe(true);
  });

  it('is not, where size or frames differ', () => {
    expect(proofMatches(seen(40, 31), claim)).toBe(false);
    expect(proofMatches(seen(20, 30), claim)).toBe(false);
    expect(proofMatches(seen(40, 30, 2), claim)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { canBecome, isNegotiated, negotiatedFormat } from './rendition-formats.js';

const chrome = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';
const oldChrome = 'image/webp,image/apng,image/*,*/*;q=0.8';
const firefox = 'image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5';
const safari =
  'image/webp,image/avif,image/jxl,image/heic,video/*;q=0.8,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5';

describe('the format of a rendition', () => {
  it.each([
    // What browsers send.
    ['jpeg', chrome, 'avif'],
    ['jpeg', firefox, 'avif'],
    ['png', safari, 'avif'],
    ['jpeg', oldChrome, 'webp'],
    ['gif', chrome, 'webp'],
    ['webp', chrome, 'webp'],
    ['avif', chrome, 'avif'],
    ['avif', oldChrome, 'webp'],
    // Nobody opts in by a wildcard, or by saying nothing.
    ['jpeg', undefined, 'jpeg'],
    ['jpeg', '', 'jpeg'],
    ['jpeg', '*/*', 'jpeg'],
    ['png', 'image/*', 'png'],
    ['png', 'text/html,*/*;q=0.8', 'png'],
    ['avif', '*/*', 'avif'],
    // Weights.
    ['jpeg', 'image/avif;q=0.5,image/webp;q=0.9,image/jpeg;q=0.8', 'webp'],
    ['jpeg', 'image/avif;q=0.5,image/jpeg', 'jpeg'],
    ['jpeg', 'image/avif;q=0.001,*/*;q=0', 'avif'],
    ['jpeg', 'image/jpeg,image/avif', 'avif'],
    ['jpeg', 'image/webp , IMAGE/AVIF', 'avif'],
    // Zero refuses, and the more specific range counts, wherever it stands.
    ['jpeg', 'image/avif;q=0,image/webp', 'webp'],
    ['jpeg', 'image/avif;q=0.0,image/webp;q=0.000,image/*', 'jpeg'],
    ['jpeg', '*/*;q=0,image/webp', 'webp'],
    ['jpeg', 'image/*;q=1,image/jpeg;q=0.1,image/webp;q=0.5', 'webp'],
    ['avif', 'image/*,image/avif;q=0', 'png'],
    ['avif', 'image/jpeg,image/png', 'png'],
    ['avif', 'image/png;q=0.5,image/webp;q=0.4', 'png'],
    // What is not moving is no answer to what moves.
    ['gif', 'image/avif', 'gif'],
    ['gif', 'image/avif,image/gif;q=0', 'gif'],
    ['webp', 'image/avif,image/png', 'webp'],
    // Nothing is acceptable, or the header is out of order: that is no reason to show nothing.
    ['jpeg', 'image/tiff', 'jpeg'],
    ['jpeg', 'application/vnd.api+json', 'jpeg'],
    ['jpeg', 'image/jpeg;q=0', 'jpeg'],
    ['jpeg', 'image/avif;q=x,image/jpeg', 'jpeg'],
    ['jpeg', 'image/avif;;;=,image', 'jpeg'],
    ['jpeg', 'image/avif;level="1,image/webp;q=1"', 'jpeg'],
    ['jpeg', 'image/webp;a="x,image/avif",image/jpeg', 'jpeg'],
  ] as const)('of a %s for "%s" is %s', (own, accept, format) => {
    expect(negotiatedFormat(own, accept)).toBe(format);
  });

  it('is never a still for what may be animated, nor a JPEG for what may have alpha', () => {
    for (const moving of ['gif', 'webp'] as const)
      for (const still of ['avif', 'jpeg', 'png'] as const)
        expect(canBecome(moving, still)).toBe(false);
    for (const clear of ['png', 'webp', 'avif', 'gif'] as const)
      expect(canBecome(clear, 'jpeg')).toBe(false);
  });

  it('depends on who asks, but for a WebP', () => {
    expect(isNegotiated('jpeg')).toBe(true);
    expect(isNegotiated('webp')).toBe(false);
  });
});

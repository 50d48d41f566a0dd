import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugOf } from './slug.js';

test.each([
  ['Food & Drink', 'food-drink'],
  ['  Café  Été ', 'cafe-ete'],
  ['Science/Technology', 'science-technology'],
  ['音楽', '音楽'],
])('%j becomes %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test('a slug is a slug already', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const slug = slugOf(name);
      expect(slugOf(slug)).toBe(slug);
    }),
  );
});

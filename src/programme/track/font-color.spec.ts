import { expect, test } from 'vitest';
import { fontColorOn } from './font-color.js';

test.each([
  ['#ffffff', '#000000'],
  ['#000000', '#ffffff'],
  ['#ffeb3b', '#000000'],
  ['#00008b', '#ffffff'],
  ['#FF0000', '#000000'],
  // Where both contrast nearly alike, at a luminance of 0.179.
  ['#757575', '#ffffff'],
  ['#777777', '#000000'],
])('text on %s is %s', (background, expected) => {
  expect(fontColorOn(background)).toBe(expected);
});

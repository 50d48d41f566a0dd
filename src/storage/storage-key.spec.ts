import { constantFrom, array, assert, property } from 'fast-check';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKey, fileName, parseFileName, parseKey } from './storage-key.js';

const id = '0b8f6a3e-94c5-4d21-a7be-2f60c1d9e853';
const key = `event/${id}`;

/** What would leave the folder, name another file, or differ between file systems. */
const attempts = [
  '',
  '.',
  '..',
  '/',
  `/${key}`,
  `../${key}`,
  `event/../${id}`,
  `event/./${id}`,
  `event//${id}`,
  `event\\${id}`,
  `event/..%2f${id}`,
  `${key}/`,
  `${key}/..`,
  `${key}\0`,
  `${key}\n`,
  `${key}\u2028`,
  `\n${key}`,
  `EVENT/${id}`,
  `event/${id.toUpperCase()}`,
  `event/${id.slice(0, -1)}`,
  `event/${id}0`,
  `event/${id.replaceAll('-', '')}`,
  `event/${id.replace('4d21', '1d21')}`, // another version of UUID
  `\u0435vent/${id}`, // a Cyrillic letter
  `event/${id.replace('0', '\u0660')}`, // an Arabic digit
  `event\uff0f${id}`, // a full-width slash
  `.incoming/${id}`,
  `a-b-c-d-e/${id}`,
  `${'a'.repeat(21)}/${id}`,
  `C:/${id}`,
  id,
];

describe('a storage key', () => {
  it('is fresh each time, and proves itself', () => {
    const made = createKey('speakers-call');
    expect(parseKey(made)).toBe(made);
    expect(createKey('speakers-call')).not.toBe(made);
  });

  it('is never made for a type that is no type', () => {
    for (const type of ['', '..', 'a/b', 'Event', 'event-', '-event', 'event\0'])
      expect(() => createKey(type)).toThrow(TypeError);
  });

  it.each(attempts)('is not %j', (text) => {
    expect(parseKey(text)).toBeNull();
  });

  it('never leads out of its folder, whatever it is pieced together from', () => {
    const pieces = constantFrom(
      'event',
      'a-b',
      '/',
      '.',
      '..',
      '\\',
      '\0',
      '\n',
      '%2f',
      '-',
      id,
      id,
    );
    const inside = property(array(pieces, { maxLength: 6 }), (parts) => {
      const parsed = parseKey(parts.join(''));
      return parsed === null || posix.resolve('/media', parsed) === `/media/${parsed}`;
    });
    expect(() => {
      assert(inside);
    }).not.toThrow();
  });
});

describe('a file of a key', () => {
  const file = `${key}/large.jpg`;

  it('is the key, a part and an extension', () => {
    const made = createKey('event');
    expect(fileName(made, 'large', 'jpg')).toBe(`${made}/large.jpg`);
    expect(parseFileName(file)).toBe(file);
  });

  it.each([
    ['..', 'jpg'],
    ['', 'jpg'],
    ['large', ''],
    ['large', '../x'],
    ['a/b', 'jpg'],
    ['large.jpg', 'exe'],
    ['Large', 'jpg'],
    ['large', 'jpg\n'],
    ['large\0', 'jpg'],
    ['l\u00e4rge', 'jpg'],
    ['large', 'abcdef'],
  ])('is never made of the part %j and the extension %j', (part, extension) => {
    expect(() => fileName(createKey('event'), part, extension)).toThrow(TypeError);
  });

  it.each([
    ...attempts,
    ...attempts.map((attempt) => `${attempt}/large.jpg`),
    key,
    `${key}/large`,
    `${key}/.jpg`,
    `${key}/large.jpg/`,
    `${key}/large.jpg\n`,
    `${key}/../large.jpg`,
    `${key}/large..jpg`,
    `${key}/large.jpg.jpg`,
  ])('is not %j', (text) => {
    expect(parseFileName(text)).toBeNull();
  });
});

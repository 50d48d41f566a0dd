import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityTag, matchesNone, versionsIn } from './entity-tag.js';

describe('an entity tag', () => {
  it('differs with the bytes and with the version of the row', () => {
    const tags = [
      entityTag(Buffer.from('a'), '1'),
      entityTag(Buffer.from('b'), '1'),
      entityTag(Buffer.from('a'), '2'),
      entityTag(Buffer.from('a'), undefined),
    ];
    expect(new Set(tags).size).toBe(4);
    expect(tags[0]).toMatch(/^"1\.[\w-]{27}"$/);
  });

  it('leads back to the version, and to none where there is none', () => {
    expect(versionsIn(entityTag(Buffer.from('a'), '815'))).toEqual(['815']);
    expect(versionsIn(entityTag(Buffer.from('a'), undefined))).toEqual([]);
    expect(
      versionsIn(`"x", W/${entityTag(Buffer.from('a'), '1')},${entityTag(Buffer.from('a'), '2')}`),
    ).toEqual(['2']);
  });

  it.each([undefined, '*', ' * '])('does not matter in a write with If-Match: %j', (header) => {
    expect(versionsIn(header)).toBeNull();
  });

  it.each(['', '""', '"1"', '1.abc', 'nonsense', '"1.a b"'])(
    'is in no way matched by %j',
    (header) => {
      expect(versionsIn(header)).toEqual([]);
    },
  );

  it('is compared weakly when a client fetches', () => {
    const tag = entityTag(Buffer.from('a'), '1');
    expect(
      [tag, `W/${tag}`, `"x" , ${tag}`, '*'].map((header) => matchesNone(header, tag)),
    ).toEqual([false, false, false, false]);
    expect([undefined, '', '"x"', tag.slice(1)].map((header) => matchesNone(header, tag))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('is read from any header', () => {
    assert(
      property(string(), (header) => {
        expect(versionsIn(header)?.every((version) => /^\d+$/.test(version)) ?? true).toBe(true);
      }),
    );
  });
});

import { array, assert, constantFrom, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolvePointer } from '../../../test/jsonapi/refusal.js';
import { invalidDocument, unknownMember } from './document.errors.js';
import { errorDocument, maximumErrorDocument } from './error-document.js';
import type { Fault } from './fault.js';
import { pointerTo } from './pointer.js';
import { invalidParameter } from './query.errors.js';
import { withShortTexts } from './repeated-text.js';

const publicUrl = 'https://events.example.org';
const endless = 'é'.repeat(300_000);

describe('a fault with texts of a client', () => {
  it('stays as it is where they are short', () => {
    const fault = unknownMember(pointerTo(['data', 'x'.repeat(400)]), 'x'.repeat(200));
    expect(withShortTexts(fault)).toEqual(fault);
  });

  it('keeps the beginning and the end of a sentence', () => {
    const { detail, meta } = withShortTexts(unknownMember('/data', endless));
    expect(detail).toMatch(/^"é{400,}…é+" is no member of this resource\.$/);
    expect(detail).toHaveLength(500);
    expect(meta).toEqual({ member: expect.stringMatching(/^é{139}…é{60}$/) });
  });

  it('points at what contains a member whose own pointer would be long, and says so', () => {
    const pointer = pointerTo(['data', 'attributes', endless, 'b']);
    const { detail, source } = withShortTexts(invalidDocument(pointer, 'No.'));
    expect(source).toEqual({ pointer: '/data/attributes' });
    expect(detail).toBe('No. The pointer leads to what contains it: its own is too long.');
  });

  it('cuts the name of a parameter, and the pointer into its value like any other', () => {
    const pointer = `/0/${endless}`;
    const { meta, source } = withShortTexts(invalidParameter(endless, 'No.', { pointer }));
    expect(source).toEqual({ parameter: expect.stringMatching(/^é+…é+$/) });
    expect(meta).toEqual({ pointer: '/0' });
  });

  it('cuts no character in two', () => {
    for (const odd of ['', 'a'])
      expect(withShortTexts(unknownMember('', odd + '🎷'.repeat(500))).detail).not.toMatch(
        /\p{Cs}/u,
      );
  });

  it('has a pointer that leads somewhere', () => {
    const step = string({ unit: constantFrom('/', '~', '0', '1', 'a', '"'), maxLength: 300 });
    assert(
      property(array(step, { minLength: 1 }), (path) => {
        const document = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), null);
        const { source } = withShortTexts(invalidDocument(pointerTo(path), 'No.'));
        const { pointer } = source as { readonly pointer: string };
        resolvePointer(document, pointer);
        expect(pointer.length).toBeLessThanOrEqual(500);
      }),
    );
  });
});

describe('the document of a refusal', () => {
  const text = record({
    piece: constantFrom('a', '/', '~', '\u0001', '"', '🎷', '\ud83d'),
    times: constantFrom(0, 1, 250, 499, 10_000),
  }).map(({ piece, times }) => piece.repeat(times));
  const fault = record({
    detail: text,
    source: record({ pointer: text.map((name) => pointerTo([name, name])) }),
    meta: record({ member: text, found: text }),
  }).map((told): Fault => Object.assign(invalidDocument('', ''), told));

  it('is never larger than it may be, and never empty', () => {
    assert(
      property(array(fault, { minLength: 1, maxLength: 100, size: 'max' }), (faults) => {
        const document = errorDocument(faults, publicUrl);
        expect(document.errors).not.toEqual([]);
        expect(Buffer.byteLength(JSON.stringify(document))).toBeLessThanOrEqual(
          maximumErrorDocument,
        );
      }),
    );
  });

  it('has all of a hundred faults as clients cause them', () => {
    const faults = Array.from({ length: 100 }, (_, index) =>
      unknownMember(`/data/attributes/colour-of-the-curtain-${index}`, `colour-${index}`),
    );
    const document = errorDocument(faults, publicUrl);
    expect(document.errors).toHaveLength(100);
    expect(JSON.stringify(document).length).toBeLessThan(maximumErrorDocument / 1.5);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Base64Decoder, Base64Error } from './base64.decoder.js';

function decodePieces(pieces: readonly string[]): Buffer {
  const decoder = new Base64Decoder();
  const decoded = pieces.map((piece) => Buffer.from(decoder.decode(Buffer.from(piece, 'latin1'))));
  return Buffer.concat([...decoded, decoder.end()]);
}

/** RFC 4648, section 4, letter by letter. */
function isStrictBase64(text: string): boolean {
  return (
    /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) &&
    Buffer.from(text, 'base64').toString('base64') === text
  );
}

function split(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort(
    (a, b) => a - b,
  );
  return places.slice(1).map((place, index) => text.slice(places[index], place));
}

describe('Base64Decoder', () => {
  it('gives the bytes, however the text is cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(fc.nat()), (bytes, cuts) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(decodePieces(split(text, cuts))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('takes exactly what a strict reader takes, however the text is cut', () => {
    const likely = fc.constantFrom(...'ABQRgwxyz0189+/=-_ \r\n\t.*\0\xe9'.split(''));
    const text = fc.oneof(
      fc.array(likely, { maxLength: 24 }).map((characters) => characters.join('')),
      fc
        .tuple(fc.uint8Array({ maxLength: 30 }), fc.nat(40), likely)
        .map(([bytes, at, character]) => {
          const good = Buffer.from(bytes).toString('base64');
          return good.slice(0, at) + character + good.slice(at + 1);
        }),
    );
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 4 }), (sample, cuts) => {
        let taken = true;
        try {
          const bytes = decodePieces(split(sample, cuts));
          expect(bytes.toString('base64')).toBe(sample);
        } catch (error) {
          if (!(error instanceof Base64Error)) throw error;
          taken = false;
        }
        expect(taken).toBe(isStrictBase64(sample));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['QUI', 'the last group of four is not whole'],
    ['QUI=QUJD', 'there is padding before the end'],
    ['QUJDQQ==QUJD', 'there is padding before the end'],
    ['QR==', 'the bits that the padding cuts off are not zero'],
    ['QUJ=', 'the bits that the padding cuts off are not zero'],
    ['QU-_QUJD', 'the character "-" does not belong there'],
    ['QUJD QUJ', 'the character 0x20 does not belong there'],
    ['====', 'there is padding before the end'],
  ])('says what is wrong with %s', (text, problem) => {
    expect(() => decodePieces([text])).toThrow(problem);
  });
});

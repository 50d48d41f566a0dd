import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemorySource, scrubbed } from '../../../test/picture-structure/memory-source.js';
import { limits, samples } from '../../../test/picture-structure/samples.js';
import type { ImageFormat } from '../image-file.js';
import type { PictureStructure } from './picture-structure.js';
import { walkPicture } from './walk-picture.js';

/** Somebody's damage to a picture: bytes changed, a piece cut out, a piece doubled, the rest cut off. */
interface Damage {
  readonly bytes: readonly (readonly [number, number])[];
  readonly cut: readonly [number, number];
  readonly doubled: readonly [number, number];
  readonly end: number;
}

/** Places are fractions of the file, closer to its head, where the structure is. */
const place = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value ** 3);
const byte = fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255));
const piece = fc.tuple(place, fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(40)));

const damage: fc.Arbitrary<Damage> = fc.record({
  bytes: fc.array(fc.tuple(place, byte), { maxLength: 6 }),
  cut: piece,
  doubled: piece,
  end: fc.oneof(
    { weight: 3, arbitrary: fc.constant(1) },
    fc.double({ min: 0, max: 1, noNaN: true }),
  ),
});

function inflict(picture: Buffer, { bytes, cut, doubled, end }: Damage): Buffer {
  const changed = Buffer.from(picture);
  for (const [at, value] of bytes) changed[Math.floor(at * (changed.length - 1))] = value;
  const gap = Math.floor(cut[0] * changed.length);
  const left = Buffer.concat([changed.subarray(0, gap), changed.subarray(gap + cut[1])]);
  const seam = Math.floor(doubled[0] * left.length);
  const twice = [left.subarray(0, seam + doubled[1]), left.subarray(seam)];
  return Buffer.concat(twice).subarray(0, Math.ceil(end * left.length));
}

async function structureOf(bytes: Buffer, format: ImageFormat): Promise<PictureStructure | null> {
  const verdict = await walkPicture(new MemorySource(bytes), format, limits);
  return verdict.verdict === 'lossless' ? verdict.structure : null;
}

describe.each(samples)('a walk over a damaged $name', ({ bytes: picture, format }) => {
  it('always ends in a verdict, and soon', async () => {
    const walked = async (harm: Damage) => {
      const source = new MemorySource(inflict(picture, harm));
      await walkPicture(source, format, limits);
      expect(source.reads).toBeLessThan(2 * source.size + 1_000);
    };
    await fc.assert(fc.asyncProperty(damage, walked), { numRuns: 60 });
  });

  it('names only bytes that are there, and a clean picture that is sound itself', async () => {
    const walked = async (harm: Damage) => {
      const bytes = inflict(picture, harm);
      const structure = await structureOf(bytes, format);
      if (structure === null) return;
      const ends = structure.parts.map((part) => (part.kind === 'range' ? part.end : 0));
      expect(Math.max(...ends)).toBeLessThanOrEqual(bytes.length);
      const clean = await scrubbed(bytes, structure);
      expect(clean).toHaveLength(structure.bytes);
      const again = await structureOf(clean, format);
      expect(again).toMatchObject({ ...structure, parts: expect.anything() });
      expect(again !== null && (await scrubbed(clean, again)).equals(clean)).toBe(true);
    };
    await fc.assert(fc.asyncProperty(damage, walked), { numRuns: 60 });
  });

  it('refuses every beginning of the clean picture', async () => {
    const structure = await structureOf(picture, format);
    const clean = structure === null ? Buffer.alloc(0) : await scrubbed(picture, structure);
    const beginning = async (length: number) => {
      const source = new MemorySource(clean.subarray(0, length), 65_536);
      const verdict = await walkPicture(source, format, limits);
      expect(verdict.verdict).toBe('refused');
    };
    await fc.assert(fc.asyncProperty(fc.nat(clean.length - 1), beginning), { numRuns: 40 });
    await beginning(clean.length - 1);
  });
});

describe('a walk over noise', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('refuses it as %s', async (format) => {
    const refused = async (noise: Uint8Array) => {
      const verdict = await walkPicture(new MemorySource(Buffer.from(noise)), format, limits);
      expect(verdict.verdict).toBe('refused');
    };
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), refused));
  });
});

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleSize, type DirtyPicture } from '../../../test/picture-structure/picture-samples.js';
import { limits, samples } from '../../../test/picture-structure/samples.js';
import { scrubFile } from './scrub.js';
import type { PictureStructure } from './picture-structure.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scrub-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function clean(
  bytes: Buffer,
  format: DirtyPicture['format'],
): Promise<{ readonly structure: PictureStructure; readonly bytes: Buffer }> {
  const [from, to] = [join(folder, 'dirty'), join(folder, 'clean')];
  await Promise.all([from, to].map((path) => rm(path, { force: true })));
  await writeFile(from, bytes);
  const verdict = await scrubFile({ from, to }, format, limits);
  if (verdict.verdict !== 'lossless') throw new Error(JSON.stringify(verdict));
  return { structure: verdict.structure, bytes: await readFile(to) };
}

const inodeOf = async (name: string) => (await stat(join(folder, name))).ino;

const decode = (bytes: Buffer) => sharp(bytes, { animated: true, failOn: 'warning' });

describe.each(samples)(
  'a scrubbed $name',
  ({ bytes: dirty, reference = dirty, format, expected }) => {
    it('has the very same pixels, stored and upright', async () => {
      const { bytes } = await clean(dirty, format);
      const before = sharp(reference, { animated: true });
      expect(
        (await decode(bytes).raw().toBuffer()).equals(await before.clone().raw().toBuffer()),
      ).toBe(true);
      const [upright, uprightBefore] = await Promise.all([
        decode(bytes).autoOrient().raw().toBuffer({ resolveWithObject: true }),
        before.clone().autoOrient().raw().toBuffer({ resolveWithObject: true }),
      ]);
      expect(upright.info).toEqual(uprightBefore.info);
      expect(upright.data.equals(uprightBefore.data)).toBe(true);
    });

    it('keeps its profile, its orientation and how it moves, and nothing else', async () => {
      const { bytes } = await clean(dirty, format);
      const [before, after] = await Promise.all([
        sharp(reference).metadata(),
        sharp(bytes).metadata(),
      ]);
      expect(after.icc).toEqual(before.icc);
      expect(after.orientation ?? 1).toBe(before.orientation ?? 1);
      expect([after.pages, after.loop, after.delay]).toEqual([
        before.pages,
        before.loop,
        before.delay,
      ]);
      expect([after.xmp, after.iptc, after.comments]).toEqual([undefined, undefined, undefined]);
      expect(after.exif?.length ?? 0).toBeLessThan(40);
    });

    it('says nothing that was secret', async () => {
      expect(dirty.includes('SECRET')).toBe(true);
      const { bytes, structure } = await clean(dirty, format);
      expect(bytes.includes('SECRET')).toBe(false);
      expect(bytes).toHaveLength(structure.bytes);
    });

    it('is described as it is', async () => {
      const { structure } = await clean(dirty, format);
      const { frames = 1 } = expected;
      const animationPixels = sampleSize.width * sampleSize.height * frames;
      const facts = { format, ...sampleSize, orientation: 1, frames, animationPixels, ...expected };
      expect(structure).toMatchObject(facts);
    });

    it('is the same when it is scrubbed again', async () => {
      const { bytes } = await clean(dirty, format);
      expect((await clean(bytes, format)).bytes.equals(bytes)).toBe(true);
    });

    it('is not written again where there was nothing to scrub', async () => {
      const { bytes } = await clean(dirty, format);
      const [first, second] = await Promise.all(['dirty', 'clean'].map((name) => inodeOf(name)));
      expect(first).not.toBe(second);
      await clean(bytes, format);
      expect(await inodeOf('clean')).toBe(await inodeOf('dirty'));
    });
  },
);

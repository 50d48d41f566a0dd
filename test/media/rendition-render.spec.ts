import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type SharpOptions } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImageFormat } from '../../src/media/image-file.js';
import { renderPicture } from '../../src/media/workers/rendition-render.js';
import { animation, coloursOf, pixelAt, quarters } from './pictures.js';

const limits = { maxPixels: 40e6, maxAnimationPixels: 100e6 };
/** What clients may be answered with by what they accept. */
const negotiated = ['jpeg', 'png', 'webp', 'avif'] as const;
const formats = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const;

let folder: string;
beforeAll(async () => {
  // As in a worker: files of one name follow each other here, and a cache would show the one before.
  sharp.cache(false);
  folder = await mkdtemp(join(tmpdir(), 'marquee-render-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function render(
  path: string,
  format: ImageFormat,
  { to, width = 100 }: { to: ImageFormat; width?: number | null },
) {
  const outputPath = join(folder, `${format}-${to}`);
  const job = {
    kind: 'render',
    path,
    format,
    limits,
    width,
    outputFormat: to,
    outputPath,
  } as const;
  return { path: outputPath, ...(await renderPicture(job)) };
}

describe('a rendition on demand', () => {
  it.each(formats.flatMap((from) => formats.map((to) => [from, to] as const)))(
    'is made of a %s as a %s, with the right pixels',
    async (from, to) => {
      const path = join(folder, `original.${from}`);
      await (await quarters(200, 120)).toFormat(from, { quality: 95 }).toFile(path);
      const made = await render(path, from, { to });
      expect(made).toMatchObject({ width: 100, height: 60 });
      expect(await coloursOf(made.path)).toEqual(['red', 'green', 'blue', 'yellow']);
    },
  );

  it('stands on white where its format has no alpha', async () => {
    const path = join(folder, 'clear.png');
    const background = { r: 200, g: 0, b: 0, alpha: 0 };
    await sharp({ create: { width: 200, height: 120, channels: 4, background } }).toFile(path);
    const { path: made } = await render(path, 'png', { to: 'jpeg' });
    expect(await pixelAt(made, 0.5, 0.5)).toEqual([255, 255, 255]);
  });

  it('moves where its format can, and shows the first frame where it cannot', async () => {
    const path = join(folder, 'moving.gif');
    await (await animation(60, 40, 3)).gif({ effort: 1 }).toFile(path);
    const webp = await render(path, 'gif', { to: 'webp', width: 30 });
    const jpeg = await render(path, 'gif', { to: 'jpeg', width: 30 });
    expect(await sharp(webp.path, { animated: true }).metadata()).toMatchObject({ pages: 3 });
    expect(await sharp(jpeg.path).metadata()).toMatchObject({ width: 30, height: 20 });
  });

  it('has fewer frames for as long a time, where a GIF of all would take too long to make', async () => {
    const path = join(folder, 'long.gif');
    const frames = Array.from({ length: 11 }, (_, index) => ({
      create: { width: 700, height: 700, channels: 3, background: { r: index * 20, g: 0, b: 0 } },
    }));
    const moving = sharp(
      await Promise.all(
        frames.map((frame) =>
          sharp(frame as SharpOptions)
            .png()
            .toBuffer(),
        ),
      ),
      { join: { animated: true } },
    );
    await moving.gif({ effort: 1, delay: frames.map((_, index) => (index + 1) * 10) }).toFile(path);
    const made = await render(path, 'gif', { to: 'gif', width: 699 });
    const metadata = await sharp(made.path, { animated: true }).metadata();
    expect(metadata.delay).toEqual([30, 70, 110, 150, 190, 110]);
    const shown = await sharp(made.path, { page: 2 }).toColourspace('srgb').raw().toBuffer();
    expect(shown[0]).toBeCloseTo(80, -1);
    const all = await render(path, 'gif', { to: 'webp', width: 699 });
    expect((await sharp(all.path).metadata()).pages).toBe(11);
  });

  it.each(negotiated)('is upright as a %s, whichever way the picture lies', async (to) => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const path = join(folder, `lying-${orientation}.jpg`);
      const lying = (await quarters(200, 120)).withMetadata({ orientation });
      await lying.jpeg({ quality: 95 }).toFile(path);
      const made = await render(path, 'jpeg', { to });
      expect(made).toMatchObject(
        orientation < 5 ? { width: 100, height: 60 } : { width: 100, height: 167 },
      );
      const upright = await sharp(path).autoOrient().png().toBuffer();
      expect(await coloursOf(made.path)).toEqual(await coloursOf(upright));
      expect((await sharp(made.path).metadata()).orientation).toBeUndefined();
    }
  });

  it.each(negotiated)('is in sRGB with 8 bits a channel as a %s', async (to) => {
    const deep = join(folder, 'deep.png');
    await (await quarters(200, 120)).toColourspace('rgb16').png().toFile(deep);
    const { path } = await render(deep, 'png', { to });
    expect(await coloursOf(path)).toEqual(['red', 'green', 'blue', 'yellow']);
    expect(await sharp(path).metadata()).toMatchObject({ space: 'srgb', depth: 'uchar' });

    const cmyk = join(folder, 'cmyk.jpg');
    const ink = (await quarters(200, 120)).toColourspace('cmyk').withIccProfile('cmyk');
    await ink.jpeg({ quality: 100 }).toFile(cmyk);
    const printed = await render(cmyk, 'jpeg', { to });
    const { hasProfile, space } = await sharp(printed.path).metadata();
    expect({ hasProfile, space }).toEqual({ hasProfile: false, space: 'srgb' });
    const [red = 0, green = 0] = await pixelAt(printed.path, 0.25, 0.25);
    expect(red).toBeGreaterThan(170);
    expect(green).toBeLessThan(80);
  });

  it.each(negotiated)('of the most extreme aspects can be had as a %s', async (to) => {
    for (const [width, height] of [
      [16_000, 1],
      [1, 16_000],
      [16_000, 16],
    ] as const) {
      const path = join(folder, 'extreme.png');
      await sharp({ create: { width, height, channels: 3, background: '#c33' } })
        .png()
        .toFile(path);
      const made = await render(path, 'png', { to, width: 75 });
      const metadata = await sharp(made.path).metadata();
      expect(metadata).toMatchObject(width > height ? { width: 75, height: 1 } : { width, height });
    }
  });

  it.each(negotiated)('is never larger than its picture as a %s', async (to) => {
    const path = join(folder, 'small.png');
    await (await quarters(20, 12)).png().toFile(path);
    expect(await render(path, 'png', { to })).toMatchObject({ width: 20, height: 12 });
  });

  it('is as large as its picture where no width is asked for', async () => {
    const path = join(folder, 'whole.png');
    await (await quarters(200, 120)).png().toFile(path);
    expect(await render(path, 'png', { to: 'webp', width: null })).toMatchObject({ width: 200 });
  });
});

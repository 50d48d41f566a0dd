import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImageFormat } from '../../src/media/image-file.js';
import { renderPicture } from '../../src/media/rendition-render.js';
import { animation, coloursOf, pixelAt, quarters } from './pictures.js';

const limits = { maxPixels: 40e6, maxAnimationPixels: 100e6 };
const formats = ['jpeg', 'png', 'webp', 'avif', 'gif'] as const;

let folder: string;
beforeAll(async () => {
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

  it('is as large as its picture where no width is asked for', async () => {
    const path = join(folder, 'whole.png');
    await (await quarters(200, 120)).png().toFile(path);
    expect(await render(path, 'png', { to: 'webp', width: null })).toMatchObject({ width: 200 });
  });
});

import { writeFile } from 'node:fs/promises';
import type { Sharp } from 'sharp';
import type { ImageFormat } from '../image-file.js';
import { isAnimatable } from './picture-sharp.js';
import { type Pixels, firstFrame, sharpOf } from './pixels.js';

/** Quick: a rendition is made while somebody waits. `fine`: for what replaces an original. */
export type EncoderSetting = 'quick' | 'fine';

interface Timing {
  readonly delay?: number[];
  readonly loop?: number;
}

type Encode = (image: Sharp, timing: Timing) => Sharp;

const encoders: Readonly<Record<EncoderSetting, Readonly<Record<ImageFormat, Encode>>>> = {
  quick: {
    jpeg: (image) => image.flatten({ background: '#fff' }).jpeg({ quality: 80 }),
    png: (image) => image.png({ compressionLevel: 4 }),
    webp: (image, timing) => image.webp({ quality: 80, effort: 0, ...timing }),
    avif: (image) => image.avif({ quality: 55, effort: 0 }),
    gif: (image, timing) => image.gif({ effort: 1, dither: 0, ...timing }),
  },
  fine: {
    jpeg: (image) =>
      image.flatten({ background: '#fff' }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
    png: (image) => image.png(),
    webp: (image, timing) => image.webp({ quality: 95, effort: 2, ...timing }),
    avif: (image) => image.avif({ quality: 85, effort: 2, chromaSubsampling: '4:4:4' }),
    gif: (image, timing) => image.gif({ effort: 1, ...timing }),
  },
};

/**
 * Writes pixels as a picture without any metadata; of an animation the first frame where the format has none.
 *
 * @returns its size in bytes
 * @throws the system's own error, such as ENOSPC
 */
export async function writePicture(
  pixels: Pixels,
  { path, format, setting }: { path: string; format: ImageFormat; setting: EncoderSetting },
): Promise<number> {
  const shown = isAnimatable(format) ? pixels : firstFrame(pixels);
  const encoded = await encoders[setting][format](sharpOf(shown), timingOf(shown)).toBuffer();
  await writeFile(path, encoded);
  return encoded.length;
}

function timingOf({ delays, frames, loop }: Pixels): Timing {
  if (frames === 1) return {};
  return { ...(delays && { delay: [...delays] }), ...(loop !== undefined && { loop }) };
}

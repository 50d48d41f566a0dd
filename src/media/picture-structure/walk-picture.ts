import type { ImageFormat } from '../image-file.js';
import { walkAvif } from './avif.walker.js';
import type { ByteSource } from './byte-source.js';
import { walkGif } from './gif.walker.js';
import { walkJpeg } from './jpeg.walker.js';
import type { SoundVerdict, StructureVerdict } from './picture-structure.js';
import { walkPng } from './png.walker.js';
import { StructureRefusal } from './structure-fault.js';
import type { StructureLimits } from './structure-limits.js';
import { walkWebp } from './webp.walker.js';

type Walker = (source: ByteSource, limits: StructureLimits) => Promise<SoundVerdict>;

const walkers: Readonly<Record<ImageFormat, Walker>> = {
  jpeg: walkJpeg,
  png: walkPng,
  webp: walkWebp,
  gif: walkGif,
  avif: walkAvif,
};

/**
 * Walks over a picture's structure: counts, checks bounds and finds what may stay, without decoding a pixel.
 * Memory and time are bounded whatever the bytes are; no bytes make it throw.
 *
 * @throws only what reading the source throws
 */
export async function walkPicture(
  source: ByteSource,
  format: ImageFormat,
  limits: StructureLimits,
): Promise<StructureVerdict> {
  try {
    return await walkers[format](source, limits);
  } catch (error) {
    if (error instanceof StructureRefusal) return { verdict: 'refused', fault: error.fault };
    throw error;
  }
}

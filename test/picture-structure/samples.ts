import type { StructureLimits } from '../../src/media/picture-structure/structure-limits.js';
import { avifSamples } from './avif-samples.js';
import { gifSamples } from './gif-samples.js';
import { jpegSamples } from './jpeg-samples.js';
import type { DirtyPicture } from './picture-samples.js';
import { pngSamples } from './png-samples.js';
import { webpSamples } from './webp-samples.js';

/** Every format in its kinds, each full of what must go. */
export const samples: readonly DirtyPicture[] = [
  ...(await jpegSamples()),
  ...(await pngSamples()),
  ...(await webpSamples()),
  ...(await gifSamples()),
  ...(await avifSamples()),
];

/** The limits that Marquee starts with. */
export const limits: StructureLimits = {
  maxSide: 16_000,
  maxPixels: 40e6,
  maxFrames: 100,
  maxAnimationPixels: 100e6,
};

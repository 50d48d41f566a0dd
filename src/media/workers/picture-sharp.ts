import sharp, { type Sharp } from 'sharp';
import type { ImageFormat } from '../image-file.js';
import type { DecodeLimits } from './image-job.js';

const loaders = [
  'VipsForeignLoadJpeg',
  'VipsForeignLoadPng',
  'VipsForeignLoadWebp',
  'VipsForeignLoadNsgif',
  // Reads HEIC too, which the magic bytes have refused by then and which the prebuilt library can't decode.
  'VipsForeignLoadHeif',
];

/** Leaves this process the loaders of the accepted formats and nothing else. Workers call it at their start. */
export function confineSharp(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: loaders });
  sharp.cache(false);
  // A process per core is the concurrency; threads in each would only take turns.
  sharp.concurrency(1);
}

export function isAnimatable(format: ImageFormat): boolean {
  return format === 'gif' || format === 'webp';
}

/** Opens a picture of which every warning of the decoder counts as damage. */
export function openPicture(
  path: string,
  { format, limits, allFrames }: { format: ImageFormat; limits: DecodeLimits; allFrames: boolean },
): Sharp {
  const animated = allFrames && isAnimatable(format);
  return sharp(path, {
    failOn: 'warning',
    animated,
    // libvips lays frames one below the other, and sharp counts them all.
    limitInputPixels: Math.max(limits.maxPixels, animated ? limits.maxAnimationPixels : 0),
  });
}

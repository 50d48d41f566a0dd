import sharp, { type Sharp } from 'sharp';
import { type Size, sameSize } from './rendition-size.js';

/** Decoded pixels, upright, in sRGB with 8 bits a channel; frames stand one below the other. */
export interface Pixels extends Size {
  readonly data: Buffer;
  readonly channels: 1 | 2 | 3 | 4;
  /** Of one frame. */
  readonly height: number;
  readonly frames: number;
  /** Milliseconds that each frame is shown. */
  readonly delays?: readonly number[];
  /** How often an animation runs; 0 for ever. */
  readonly loop?: number;
}

export function sharpOf({ channels, data, frames, height, width }: Pixels): Sharp {
  const raw = { width, height: height * frames, channels, pageHeight: height };
  return sharp(data, { raw, animated: true, limitInputPixels: false });
}

/** @param size no larger than the pixels are */
export async function resized(pixels: Pixels, size: Size): Promise<Pixels> {
  if (sameSize(pixels, size)) return pixels;
  const resizing = sharpOf(pixels).resize({ ...size, fit: 'fill' });
  const { data, info } = await resizing.raw().toBuffer({ resolveWithObject: true });
  return { ...pixels, ...size, data, channels: info.channels };
}

/** The upper left of each frame, at most `size`. */
export async function cropped(pixels: Pixels, size: Size): Promise<Pixels> {
  const kept = {
    width: Math.min(size.width, pixels.width),
    height: Math.min(size.height, pixels.height),
  };
  if (sameSize(pixels, kept)) return pixels;
  const cropping = sharpOf(pixels).extract({ left: 0, top: 0, ...kept });
  const { data, info } = await cropping.raw().toBuffer({ resolveWithObject: true });
  return { ...pixels, ...kept, data, channels: info.channels };
}

/**
 * Fewer frames where all have more pixels than that: every second one, every third, and so on, each shown for as long
 * as those that it stands for.
 */
export function thinned(pixels: Pixels, maxPixels: number): Pixels {
  const { channels, data, delays, frames, height, width } = pixels;
  const step = Math.ceil(frames / Math.max(1, Math.floor(maxPixels / (width * height))));
  if (step <= 1) return pixels;
  const kept = Array.from({ length: Math.ceil(frames / step) }, (_, index) => index * step);
  const frameBytes = width * height * channels;
  return {
    ...pixels,
    frames: kept.length,
    data: Buffer.concat(kept.map((at) => data.subarray(at * frameBytes, (at + 1) * frameBytes))),
    ...(delays && {
      delays: kept.map((at) => delays.slice(at, at + step).reduce((sum, one) => sum + one, 0)),
    }),
  };
}

/** The first frame alone. */
export function firstFrame(pixels: Pixels): Pixels {
  const { channels, data, height, width } = pixels;
  return { width, height, channels, frames: 1, data: data.subarray(0, width * height * channels) };
}

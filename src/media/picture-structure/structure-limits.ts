import type { PictureFacts } from './picture-structure.js';
import { broken, overLimit } from './structure-fault.js';

/** How large a picture may claim to be. */
export interface StructureLimits {
  /** Longest side in pixels. */
  readonly maxSide: number;
  /** Width times height of one frame. */
  readonly maxPixels: number;
  readonly maxFrames: number;
  /** Width times height times frames of an animation. */
  readonly maxAnimationPixels: number;
}

/** Coded passes over one picture: honest progressive JPEGs have about ten, bombs have thousands. */
export const maxScans = 64;

/** Segments, chunks, blocks or boxes in one file; PNGs of 50 MB are cut into some 6,000. */
export const maxParts = 65_536;

/** Bytes of a colour profile; those of cameras and printers stay far below. */
export const maxProfileBytes = 1_048_576;

/** @throws StructureRefusal where one frame has no pixels or too many */
export function checkCanvas(width: number, height: number, limits: StructureLimits): void {
  if (width === 0 || height === 0) throw broken(`the picture measures ${width} × ${height} pixels`);
  overLimit('side-too-long', limits.maxSide, Math.max(width, height));
  overLimit('too-many-pixels', limits.maxPixels, width * height);
}

/** Counts an animation as a decoder does that unrolls it: every frame as large as the canvas. */
export function checkFrames(
  canvas: Pick<PictureFacts, 'width' | 'height'>,
  frames: number,
  limits: StructureLimits,
): void {
  overLimit('too-many-frames', limits.maxFrames, frames);
  if (frames < 2) return;
  const pixels = canvas.width * canvas.height * frames;
  overLimit('too-many-animation-pixels', limits.maxAnimationPixels, pixels);
}

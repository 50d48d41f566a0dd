import type { ImageFormat } from '../image-file.js';
import type { ReencodeJob, Rendered, RenderJob } from './image-job.js';
import { decodePicture } from './picture-decoder.js';
import { isAnimatable } from './picture-sharp.js';
import { cropped, thinned } from './pixels.js';
import { writePicture } from './rendition-encoder.js';
import { fitWidth } from './rendition-size.js';

/**
 * Pixels of all frames that an animation's rendition may have, so that it is made well within the deadline: a
 * megapixel takes up to 0.7 s as a GIF, 0.13 s as a WebP.
 */
const maxMovingPixels: Readonly<Partial<Record<ImageFormat, number>>> = {
  gif: 5_000_000,
  webp: 40_000_000,
};

/**
 * One rendition of a picture that has been proven before. Of an animation that would have too many pixels it has
 * fewer frames: a reader must not be refused what its owner was not.
 *
 * @throws UndecodablePicture
 */
export async function renderPicture(job: RenderJob): Promise<Rendered> {
  const { pixels } = await decodePicture(job.path, {
    ...job,
    allFrames: isAnimatable(job.outputFormat),
    target: (size) => (job.width === null ? size : fitWidth(size, job.width)),
  });
  const { width, height } = pixels;
  const shown = thinned(pixels, maxMovingPixels[job.outputFormat] ?? Infinity);
  const output = { path: job.outputPath, format: job.outputFormat, setting: 'quick' } as const;
  return { width, height, bytes: await writePicture(shown, output) };
}

/**
 * The picture made anew from its pixels, in its own format.
 *
 * @throws UndecodablePicture
 */
export async function reencodePicture(job: ReencodeJob): Promise<Rendered> {
  const decoded = await decodePicture(job.path, {
    ...job,
    allFrames: true,
    target: (size) => size,
  });
  const pixels = job.crop === null ? decoded.pixels : await cropped(decoded.pixels, job.crop);
  const { width, height } = pixels;
  const output = { path: job.outputPath, format: job.format, setting: 'fine' } as const;
  return { width, height, bytes: await writePicture(pixels, output) };
}

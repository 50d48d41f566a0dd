import type { ReencodeJob, Rendered, RenderJob } from './image-job.js';
import { decodePicture } from './picture-decoder.js';
import { isAnimatable } from './picture-sharp.js';
import { cropped } from './pixels.js';
import { writePicture } from './rendition-encoder.js';
import { fitWidth } from './rendition-size.js';

/**
 * One rendition of a picture that has been proven before.
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
  const output = { path: job.outputPath, format: job.outputFormat, setting: 'quick' } as const;
  return { width, height, bytes: await writePicture(pixels, output) };
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

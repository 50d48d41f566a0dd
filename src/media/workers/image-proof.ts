import { copyFile, stat } from 'node:fs/promises';
import type { ImageFormat, RenditionFile } from '../image-file.js';
import type { Proof, ProveJob } from './image-job.js';
import { renditionPath } from '../renditions/rendition-path.js';
import { decodePicture } from './picture-decoder.js';
import { type Pixels, resized } from './pixels.js';
import { placeholderOf, placeholderSide } from './placeholder.js';
import { writePicture } from './rendition-encoder.js';
import { type Size, fitSquare, fitWidth, sameSize } from './rendition-size.js';

/** Pixels of all frames that may be encoded while the sender waits: a GIF's megapixel takes a second. */
const pixelsAtOnce: Readonly<Record<ImageFormat, number>> = {
  jpeg: Infinity,
  png: Infinity,
  webp: 8_000_000,
  avif: 8_000_000,
  gif: 800_000,
};

/**
 * The one decode in a picture's life: every pixel is decoded, and the largest rendition, the smaller ones
 * from it and the placeholder come of the same pass.
 *
 * @throws UndecodablePicture where not all of it can be decoded
 */
export async function provePicture(job: ProveJob): Promise<Proof> {
  const widths = Object.values(job.presets);
  const { pixels, displayed, stored } = await decodePicture(job.path, {
    ...job,
    allFrames: true,
    target: (size) =>
      widths.length === 0 ? fitSquare(size, placeholderSide) : fitWidth(size, Math.max(...widths)),
  });
  const { smallest, renditions } = await renderAll(job, displayed, pixels);
  const { frames } = pixels;
  const placeholder = await placeholderOf(smallest);
  const picture = { format: job.format, ...displayed, frames, placeholder, renditions };
  return { picture, stored };
}

/** Largest first, each from the one before. */
async function renderAll(job: ProveJob, displayed: Size, largest: Pixels) {
  const renditions: RenditionFile[] = [];
  let pixels = largest;
  let smallest = largest;
  const descending = Object.entries(job.presets).sort(([, one], [, other]) => other - one);
  for (const [preset, width] of descending) {
    pixels = await resized(pixels, fitWidth(displayed, width));
    if (Math.max(pixels.width, pixels.height) >= placeholderSide) smallest = pixels;
    const rendition = await renderOne(job, preset, { pixels, displayed });
    if (rendition !== null) renditions.push(rendition);
  }
  return { smallest, renditions };
}

async function renderOne(
  { format, outputPrefix, path: original }: ProveJob,
  preset: string,
  { pixels, displayed }: { readonly pixels: Pixels; readonly displayed: Size },
): Promise<RenditionFile | null> {
  const path = renditionPath(outputPrefix, preset, format);
  // A GIF has neither orientation nor profile: where nothing is scaled it is its own rendition, at no loss.
  if (format === 'gif' && sameSize(pixels, displayed)) {
    await copyFile(original, path);
    return { preset, path, format, bytes: (await stat(path)).size };
  }
  if (pixels.width * pixels.height * pixels.frames > pixelsAtOnce[format]) return null;
  return {
    preset,
    path,
    format,
    bytes: await writePicture(pixels, { path, format, setting: 'quick' }),
  };
}

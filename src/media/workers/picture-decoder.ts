import { access, constants } from 'node:fs/promises';
import type { Metadata, Sharp } from 'sharp';
import { shrinkMissesTail } from './jpeg-shrink.js';
import type { ImageFormat } from '../image-file.js';
import type { DecodeLimits } from './image-job.js';
import { openPicture } from './picture-sharp.js';
import type { Pixels } from './pixels.js';
import { type Size, sameSize } from './rendition-size.js';

/** The picture is damaged, or it is not what its structure says; the decoder's words are the message. */
export class UndecodablePicture extends Error {
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'UndecodablePicture';
  }
}

export interface DecodeOptions {
  readonly format: ImageFormat;
  readonly limits: DecodeLimits;
  /** False: the first frame of an animation alone, which proves nothing of the others. */
  readonly allFrames: boolean;
  /** Chooses how large the pixels are wanted, knowing how large the picture is displayed; never larger. */
  readonly target: (displayed: Size) => Size;
}

export interface Decoded {
  readonly pixels: Pixels;
  /** Of one frame, upright. */
  readonly displayed: Size;
  /** Of one frame, before the orientation is applied. */
  readonly stored: Size;
}

/**
 * Decodes every stored pixel of a picture, and yields as many as are wanted.
 *
 * @throws UndecodablePicture for whatever a full decode with warnings as failures would refuse; the system's
 * own error where there is no file
 */
export async function decodePicture(path: string, options: DecodeOptions): Promise<Decoded> {
  // sharp would call a missing file undecodable.
  await access(path, constants.R_OK);
  const picture = openPicture(path, options);
  const warnings = watchWarnings(picture);
  try {
    const metadata = await picture.metadata();
    const displayed = displayedSize(metadata);
    const size = options.target(displayed);
    const { data, info } = await pipelineOf(picture, metadata, size)
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (warnings.length > 0) throw new UndecodablePicture(warnings.join(' '));
    const { delay, loop } = metadata;
    const frames = data.length / (size.width * size.height * info.channels);
    const timing = { ...(delay && { delays: delay }), ...(loop !== undefined && { loop }) };
    const stored = { width: metadata.width, height: frameHeight(metadata) };
    return {
      displayed,
      stored,
      pixels: { ...size, ...timing, data, frames, channels: info.channels },
    };
  } catch (error) {
    if (error instanceof UndecodablePicture) throw error;
    throw new UndecodablePicture(error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}

/**
 * libvips asks libjpeg for its warnings before each strip of eight lines, thus never after the last; those
 * it only logs, and sharp hands its log on.
 */
function watchWarnings(picture: Sharp): readonly string[] {
  const warnings: string[] = [];
  picture.on('warning', (warning: string) => {
    if (/read gave \d+ warnings/.test(warning)) warnings.push(warning.trim());
  });
  return warnings;
}

function displayedSize(metadata: Metadata): Size {
  if (isAnimation(metadata)) return { width: metadata.width, height: frameHeight(metadata) };
  return { width: metadata.autoOrient.width, height: metadata.autoOrient.height };
}

function isAnimation({ pages }: Metadata): boolean {
  return pages !== undefined && pages > 1;
}

function frameHeight({ height, pageHeight }: Metadata): number {
  return pageHeight ?? height;
}

function pipelineOf(picture: Sharp, metadata: Metadata, size: Size): Sharp {
  const displayed = displayedSize(metadata);
  // Frames that stand one below the other can't be turned; nor does any camera write an animation.
  if (!isAnimation(metadata)) picture.autoOrient();
  if (sameSize(displayed, size)) return picture;
  // An extract of everything keeps sharp from shrinking while it loads.
  if (metadata.format === 'jpeg' && shrinkMissesTail(metadata, displayed, size))
    picture.extract({ left: 0, top: 0, ...displayed });
  return picture.resize({ ...size, fit: 'fill' });
}

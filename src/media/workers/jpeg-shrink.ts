import type { Size } from './rendition-size.js';

/**
 * Whether a JPEG that sharp shrinks while it loads could keep damage in its last lines to itself.
 *
 * libjpeg decodes all that lies before the last line it is asked for. libvips asks for
 * ⌊height ÷ shrink⌋ lines; so where the last row of blocks has fewer lines than one shrunk line stands for,
 * that row is never decoded. Rows of blocks are a multiple of 8 lines high.
 *
 * @param stored before the orientation is applied
 * @param displayed after it
 * @param target what `displayed` is resized to
 */
export function shrinkMissesTail(
  stored: Pick<Size, 'height'>,
  displayed: Size,
  target: Size,
): boolean {
  const linesInLastBlocks = ((stored.height - 1) % 8) + 1;
  return shrinkOnLoad(displayed, target) > linesInLastBlocks;
}

/** The most that sharp may choose: 1, 2, 4 or 8. https://sharp.pixelplumbing.com/api-resize */
function shrinkOnLoad(displayed: Size, target: Size): number {
  const shrink = Math.min(displayed.width / target.width, displayed.height / target.height);
  return [8, 4, 2].find((factor) => shrink >= factor) ?? 1;
}

import { rgbaToThumbHash } from 'thumbhash';
import { type Pixels, firstFrame, sharpOf } from './pixels.js';
import { fitSquare } from './rendition-size.js';

/** More pixels don't change the hash. https://github.com/evanw/thumbhash */
export const placeholderSide = 100;

/** @returns the ThumbHash of the first frame, base64 */
export async function placeholderOf(pixels: Pixels): Promise<string> {
  const frame = firstFrame(pixels);
  const { width, height } = fitSquare(frame, placeholderSide);
  const rgba = await sharpOf(frame)
    .resize({ width, height, fit: 'fill' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer();
  return Buffer.from(rgbaToThumbHash(width, height, rgba)).toString('base64');
}

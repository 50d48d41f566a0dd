import type { PngColour, PngHeader } from './png-header.js';

/** Bytes of a tRNS chunk; none where the picture has an alpha channel or a palette of its own. */
const transparencyBytes: Readonly<Record<PngColour, number>> = { 0: 2, 2: 6, 3: 256, 4: 0, 6: 0 };
const backgroundBytes: Readonly<Record<PngColour, number>> = { 0: 2, 2: 6, 3: 1, 4: 2, 6: 6 };
const significantBytes: Readonly<Record<PngColour, number>> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };

/**
 * Whether an ancillary chunk says how pixels are shown, has exactly the size that the standard gives it, and
 * stands where it counts. All others may hold anything and go.
 * PNG 3rd edition, 5.6 and 11.3.
 *
 * @param palette whether PLTE came before it
 */
export function isKept(
  { type, length }: { readonly type: string; readonly length: number },
  { colour }: PngHeader,
  palette: boolean,
): boolean {
  switch (type) {
    case 'cHRM':
      return length === 32 && !palette;
    case 'gAMA':
      return length === 4 && !palette;
    case 'sRGB':
      return length === 1 && !palette;
    case 'cICP':
      return length === 4 && !palette;
    case 'mDCV':
      return length === 24 && !palette;
    case 'cLLI':
      return length === 8 && !palette;
    case 'sBIT':
      return length === significantBytes[colour] && !palette;
    case 'bKGD':
      return length === backgroundBytes[colour] && (colour !== 3 || palette);
    case 'tRNS':
      return isTransparency(length, colour, palette);
    default:
      return false;
  }
}

function isTransparency(length: number, colour: PngColour, palette: boolean): boolean {
  if (colour === 3) return palette && length > 0 && length <= 256;
  return length > 0 && length === transparencyBytes[colour];
}

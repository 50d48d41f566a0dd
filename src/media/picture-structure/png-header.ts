import { broken } from './structure-fault.js';

/** IHDR. PNG 3rd edition, 11.2.1. */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: PngColour;
  /** Whether its rows come in the seven passes of Adam7. */
  readonly interlaced: boolean;
}

/** 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha. */
export type PngColour = 0 | 2 | 3 | 4 | 6;

const depths: Readonly<Record<PngColour, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/**
 * @param data of the IHDR chunk, 13 bytes
 * @throws StructureRefusal where the combination is none of the standard's
 */
export function parseHeader(data: Buffer): PngHeader {
  const depth = data[8] ?? 0;
  const colour = data[9] ?? 0;
  const interlace = data[12] ?? 0;
  const known = isColour(colour) && depths[colour].includes(depth);
  if (!known || data[10] !== 0 || data[11] !== 0 || interlace > 1)
    throw broken('a PNG header that the standard does not know');
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  return { width, height, depth, colour, interlaced: interlace === 1 };
}

function isColour(value: number): value is PngColour {
  return value in depths;
}

import type { Orientation } from './picture-structure.js';

const tag = 0x0112;
const short = 3;
const long = 4;
/** A first directory holds some dozen entries; the rest of a hostile one is not looked at. */
const maxEntries = 512;

/**
 * Finds the orientation in a TIFF block as EXIF stores it; everything else there is of no interest.
 *
 * @param tiff from the byte-order mark on; its beginning is enough
 * @returns 1 where there is none or it makes no sense, as viewers do
 */
export function readOrientation(tiff: Buffer): Orientation {
  const order = tiff.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') return 1;
  const little = order.startsWith('I');
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  if (tiff.length < 10) return 1;
  const directory = u32(4);
  if (directory + 2 > tiff.length) return 1;
  const entries = Math.min(u16(directory), maxEntries);
  for (let entry = directory + 2; entry < directory + 2 + entries * 12; entry += 12) {
    if (entry + 12 > tiff.length) return 1;
    if (u16(entry) !== tag) continue;
    return asOrientation(u16(entry + 2) === long ? u32(entry + 8) : u16(entry + 8), u16(entry + 2));
  }
  return 1;
}

function asOrientation(value: number, type: number): Orientation {
  const known = (type === short || type === long) && value >= 1 && value <= 8;
  return known ? (value as Orientation) : 1;
}

/** The smallest TIFF block that says which way is up, and nothing else. */
export function writeOrientation(orientation: Orientation): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(tag, 10);
  tiff.writeUInt16BE(short, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}

import sharp from 'sharp';
import { u16, u32, writeBox, writeFullBox } from '../../src/media/picture-structure/bmff-box.js';

const side = 64;

/** The first box of this type, wherever it stands. */
function boxOf(avif: Buffer, type: string): Buffer {
  const start = avif.indexOf(type, 0, 'latin1') - 4;
  return avif.subarray(start, start + avif.readUInt32BE(start));
}

const size = (width: number, height: number) => writeFullBox('ispe', {}, u32(width, height));
const info = (id: number, type: string, flags: number) =>
  writeFullBox('infe', { version: 2, flags }, u16(id, 0), Buffer.from(`${type}\0`));

/** An AVIF of two tiles side by side, its grid in `idat`, its tiles cut into extents, and a thumbnail. */
export async function gridAvif(tiles = 2): Promise<Buffer> {
  const background = { r: 200, g: 40, b: 90 };
  const tile = await sharp({ create: { width: side, height: side, channels: 3, background } })
    .avif({ effort: 0 })
    .toBuffer();
  const data = boxOf(tile, 'mdat').subarray(8);
  const type = writeBox('ftyp', Buffer.from('avif\0\0\0\0avifmif1miafMA1B', 'latin1'));
  const grid = Buffer.concat([Buffer.of(0, 0, 0, 1), u16(2 * side, side)]);
  const meta = (start: number) =>
    writeFullBox(
      'meta',
      {},
      boxOf(tile, 'hdlr'),
      writeFullBox('pitm', {}, u16(7)),
      writeFullBox(
        'iinf',
        {},
        u16(4),
        info(3, 'av01', 1),
        info(7, 'grid', 0),
        info(9, 'av01', 1),
        info(5, 'av01', 0),
      ),
      writeFullBox(
        'iref',
        {},
        writeBox('dimg', u16(7, tiles, ...[3, 9, 9].slice(0, tiles))),
        writeBox('thmb', u16(5, 1, 7)),
      ),
      writeBox(
        'iprp',
        writeBox(
          'ipco',
          size(2 * side, side),
          size(side, side),
          boxOf(tile, 'av1C'),
          boxOf(tile, 'pixi'),
        ),
        writeFullBox(
          'ipma',
          {},
          u32(4),
          Buffer.of(0, 3, 3, 2, 0x83, 4, 0, 5, 2, 2, 0x83, 0, 7, 2, 1, 4, 0, 9, 3, 2, 0x83, 4),
        ),
      ),
      writeBox('idat', grid),
      writeFullBox(
        'iloc',
        { version: 1 },
        u16(0x4400, 4),
        u16(3, 0, 0, 2),
        u32(start, 9, start + 9, data.length - 9),
        u16(5, 0, 0, 1),
        u32(start, data.length),
        u16(7, 1, 0, 1),
        u32(0, grid.length),
        u16(9, 0, 0, 1),
        u32(start, data.length),
      ),
    );
  const start = type.length + meta(0).length + 8;
  return Buffer.concat([type, meta(start), writeBox('mdat', data)]);
}

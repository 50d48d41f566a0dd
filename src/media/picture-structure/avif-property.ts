import { readTable, u16, u32, writeBox, writeFullBox, type Box } from './bmff-box.js';
import { take, type ByteSource } from './byte-source.js';
import { isProfile } from './colour-profile.js';
import { maxProfileBytes } from './structure-limits.js';

/** A property of an item, written anew. */
export interface AvifProperty {
  readonly type: string;
  /** The whole box. */
  readonly box: Buffer;
  /** Numbers that the walker needs: width and height of `ispe`, the turn of `irot`, the axis of `imir`. */
  readonly values: readonly number[];
}

/** What marks an auxiliary picture as the alpha plane of another. AV1 Image File Format, 4; MIAF 7.3.5.2. */
const alphaKinds: ReadonlySet<string> = new Set([
  'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha',
  'urn:mpeg:hevc:2015:auxid:1',
]);

/** Properties of a fixed size that are kept as they are: how to show and which layer to decode. */
const plainBytes: Readonly<Record<string, number>> = { clli: 4, mdcv: 24, a1op: 1, lsel: 2 };

/**
 * Reads a property that is known and writes it without what does not belong there.
 *
 * @returns null where it is of another kind, or not what it says
 */
export async function readProperty(source: ByteSource, box: Box): Promise<AvifProperty | null> {
  if (box.type === 'colr') return readColour(source, box);
  const data = await readTable(source, box);
  if (plainBytes[box.type] === data.length) return property(box.type, Buffer.from(data));
  switch (box.type) {
    case 'ispe':
      return data.length === 12 ? readSize(data) : null;
    case 'av1C':
      // The units behind the first four bytes only repeat what the item itself must hold.
      return data.length < 4 ? null : property('av1C', Buffer.from(data.subarray(0, 4)));
    case 'pixi':
      return data.length === 5 + (data[4] ?? 0) ? property('pixi', Buffer.from(data)) : null;
    case 'auxC':
      return readAuxiliary(data);
    case 'irot':
    case 'imir':
      return readTurn(box.type, data);
    default:
      return null;
  }
}

function property(type: string, data: Buffer, ...values: readonly number[]): AvifProperty {
  return { type, box: writeBox(type, data), values };
}

function readSize(data: Buffer): AvifProperty {
  const [width, height] = [data.readUInt32BE(4), data.readUInt32BE(8)];
  return {
    type: 'ispe',
    box: writeFullBox('ispe', {}, u32(width, height)),
    values: [width, height],
  };
}

function readTurn(type: 'irot' | 'imir', data: Buffer): AvifProperty | null {
  if (data.length !== 1) return null;
  const value = data.readUInt8(0) & (type === 'irot' ? 3 : 1);
  return property(type, Buffer.of(value), value);
}

function readAuxiliary(data: Buffer): AvifProperty | null {
  const name = data.toString('latin1', 4, Math.max(data.indexOf(0, 4), 4));
  if (!alphaKinds.has(name)) return null;
  return { type: 'auxC', box: writeFullBox('auxC', {}, Buffer.from(`${name}\0`)), values: [] };
}

/** ISO/IEC 14496-12, 12.1.5. */
async function readColour(
  source: ByteSource,
  { dataStart, end }: Box,
): Promise<AvifProperty | null> {
  const length = end - dataStart;
  if (length < 4 || length > maxProfileBytes + 4) return null;
  const data = await take(source, dataStart, length);
  const kind = data.toString('latin1', 0, 4);
  if (kind === 'nclx' && length === 11) return property('colr', writeCodePoints(data));
  const isIcc = (kind === 'prof' || kind === 'rICC') && isProfile(data.subarray(4));
  return isIcc ? property('colr', Buffer.from(data)) : null;
}

function writeCodePoints(data: Buffer): Buffer {
  const points = [4, 6, 8].map((at) => data.readUInt16BE(at));
  const range = data.readUInt8(10) & 0x80;
  return Buffer.concat([data.subarray(0, 4), u16(...points), Buffer.of(range)]);
}

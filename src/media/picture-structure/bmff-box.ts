import { take, type ByteSource } from './byte-source.js';
import { broken, overLimit, truncated } from './structure-fault.js';
import { maxParts } from './structure-limits.js';

/** A box of the ISO base media file format; its data stand from `dataStart` to before `end`. */
export interface Box {
  readonly type: string;
  readonly dataStart: number;
  readonly end: number;
}

/** Tables are read as a whole; those of honest pictures have some hundred bytes. */
const maxTableBytes = 262_144;

/**
 * Yields the boxes from `start` to before `end`. ISO/IEC 14496-12, 4.2.
 *
 * @throws StructureRefusal where one reaches beyond
 */
export async function* boxes(source: ByteSource, start: number, end: number): AsyncGenerator<Box> {
  let position = start;
  for (let count = 1; position < end; count += 1) {
    overLimit('too-many-parts', maxParts, count);
    const box = await readBox(source, position, end);
    yield box;
    position = box.end;
  }
}

async function readBox(source: ByteSource, start: number, limit: number): Promise<Box> {
  if (start + 8 > limit) throw truncated();
  const head = await take(source, start, 8);
  const type = head.toString('latin1', 4, 8);
  const short = head.readUInt32BE(0);
  const long = short === 1;
  const size = short === 0 ? limit - start : long ? await readSize(source, start + 8) : short;
  const dataStart = start + (long ? 16 : 8);
  if (start + size < dataStart) throw broken(`a damaged box ${type} at byte ${start}`);
  if (start + size > limit) throw truncated();
  return { type, dataStart, end: start + size };
}

async function readSize(source: ByteSource, start: number): Promise<number> {
  return Number((await take(source, start, 8)).readBigUInt64BE(0));
}

/** @throws StructureRefusal where the table is too large to be one */
export async function readTable(
  source: ByteSource,
  { type, dataStart, end }: Box,
): Promise<Buffer> {
  if (end - dataStart > maxTableBytes) throw broken(`a box ${type} of ${end - dataStart} bytes`);
  return take(source, dataStart, end - dataStart);
}

export function writeBox(type: string, ...data: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.reduce((sum, { length }) => sum + length, 8));
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...data]);
}

/** A box that begins with a version and 24 bits of flags. */
export function writeFullBox(
  type: string,
  { version = 0, flags = 0 }: { readonly version?: number; readonly flags?: number },
  ...data: readonly Uint8Array[]
): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(version * 0x0100_0000 + flags);
  return writeBox(type, head, ...data);
}

/** Big-endian numbers of two bytes each. */
export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2);
  return bytes;
}

/** Big-endian numbers of four bytes each. */
export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
}

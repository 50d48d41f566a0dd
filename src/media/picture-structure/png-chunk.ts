import { crc32 } from 'node:zlib';
import { take, windows, type ByteSource } from './byte-source.js';
import { broken, truncated } from './structure-fault.js';

/** A PNG chunk; its data stand from `dataStart` for `length` bytes, its CRC fills the four before `end`. */
export interface PngChunk {
  /** Four letters; lower case in the first says that a decoder may ignore it. */
  readonly type: string;
  readonly start: number;
  readonly dataStart: number;
  readonly length: number;
  readonly end: number;
}

/** @throws StructureRefusal where no chunk stands at `start`. PNG 3rd edition, 5.3 */
export async function readChunk(source: ByteSource, start: number): Promise<PngChunk> {
  const head = await take(source, start, 8);
  const length = head.readUInt32BE(0);
  const type = head.toString('latin1', 4, 8);
  if (length > 0x7fff_ffff || !/^[A-Za-z]{4}$/.test(type))
    throw broken(`there is no PNG chunk at byte ${start}`);
  const end = start + length + 12;
  if (end > source.size) throw truncated();
  return { type, start, dataStart: start + 8, length, end };
}

/** Only what is kept is checked: damage to what will be dropped is nobody's loss. */
export async function checkCrc(source: ByteSource, chunk: PngChunk): Promise<void> {
  let crc = 0;
  for await (const window of windows(source, chunk.start + 4, chunk.end - 4))
    crc = crc32(window, crc);
  const stored = (await take(source, chunk.end - 4, 4)).readUInt32BE(0);
  if (crc !== stored) throw broken(`the PNG chunk ${chunk.type} at byte ${chunk.start} is damaged`);
}

export function writeChunk(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

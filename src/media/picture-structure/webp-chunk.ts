import { take, type ByteSource } from './byte-source.js';
import { CopyPlan } from './copy-plan.js';
import { broken, overLimit, truncated } from './structure-fault.js';
import { maxParts } from './structure-limits.js';

/** A RIFF chunk; its data stand from `dataStart` to before `dataEnd`. */
export interface WebpChunk {
  /** Four characters, such as `VP8 ` or `ICCP`. */
  readonly type: string;
  readonly start: number;
  readonly dataStart: number;
  readonly dataEnd: number;
}

/**
 * Yields the chunks from `start` to before `end`, which they must fill. RFC 9649, 2.3.
 *
 * @throws StructureRefusal where one reaches beyond
 */
export async function* chunks(
  source: ByteSource,
  start: number,
  end: number,
): AsyncGenerator<WebpChunk> {
  let position = start;
  for (let count = 1; position < end; count += 1) {
    overLimit('too-many-parts', maxParts, count);
    if (position + 8 > end) throw broken('a WebP file with half a chunk at its end');
    const head = await take(source, position, 8);
    const dataStart = position + 8;
    const dataEnd = dataStart + head.readUInt32LE(4);
    if (dataEnd > end) throw truncated();
    yield { type: head.toString('latin1', 0, 4), start: position, dataStart, dataEnd };
    position = dataEnd + ((dataEnd & 1) ^ (dataStart & 1));
  }
}

export function readData(source: ByteSource, { dataStart, dataEnd }: WebpChunk): Promise<Buffer> {
  return take(source, dataStart, dataEnd - dataStart);
}

/** Keeps a chunk as it is, but for the padding byte, which is made anew. */
export function keepChunk(plan: CopyPlan, { start, dataEnd }: WebpChunk): void {
  plan.keep(start, dataEnd);
  if ((dataEnd - start) % 2 === 1) plan.put(Uint8Array.of(0));
}

/** @param type of the chunk, four characters */
export function writeChunk(type: string, data: Uint8Array): Buffer {
  return Buffer.concat([writeChunkHead(type, data.length), data, Buffer.alloc(data.length % 2)]);
}

/** @param length of the data that follow, in bytes */
export function writeChunkHead(type: string, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(length, 4);
  return head;
}

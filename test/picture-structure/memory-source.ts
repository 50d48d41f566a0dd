import type { ByteSource } from '../../src/media/picture-structure/byte-source.js';
import type { PictureStructure } from '../../src/media/picture-structure/picture-structure.js';
import { scrub } from '../../src/media/picture-structure/scrub.js';

/** Bytes in memory, handed out in windows so small that everything straddles their edges. */
export class MemorySource implements ByteSource {
  /** How often it was read. */
  reads = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly windowBytes = 11,
  ) {}

  get size(): number {
    return this.bytes.length;
  }

  read(start: number): Promise<Buffer> {
    this.reads += 1;
    const end = (Math.floor(start / this.windowBytes) + 1) * this.windowBytes;
    return Promise.resolve(this.bytes.subarray(start, end));
  }
}

/** The whole clean picture at once. */
export async function scrubbed(bytes: Buffer, structure: PictureStructure): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of scrub(new MemorySource(bytes, 65_536), structure)) parts.push(part);
  return Buffer.concat(parts);
}

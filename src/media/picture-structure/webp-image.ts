import { take, type ByteSource } from './byte-source.js';
import { CopyPlan } from './copy-plan.js';
import { broken, overLimit } from './structure-fault.js';
import { keepChunk, type WebpChunk } from './webp-chunk.js';

/** Chunks around one still picture; honest ones have a handful. */
const maxChunks = 1_024;

/** Gathers the chunks of one still picture or frame: a bitstream, and an alpha plane before it or none. */
export class WebpImage {
  private alpha: WebpChunk | null = null;
  private bitstream: WebpChunk | null = null;
  private chunks = 0;

  meet(chunk: WebpChunk): void {
    this.chunks += 1;
    overLimit('too-many-parts', maxChunks, this.chunks);
    if (chunk.type === 'ALPH') this.meetAlpha(chunk);
    if (chunk.type !== 'VP8 ' && chunk.type !== 'VP8L') return;
    if (this.bitstream !== null) throw broken('a WebP picture with two bitstreams');
    this.bitstream = chunk;
  }

  /** @throws StructureRefusal where there are no pixels, or not as many as promised */
  async check(source: ByteSource, width: number, height: number): Promise<void> {
    if (this.bitstream === null) throw broken('a WebP picture without pixels');
    const size = await readSize(source, this.bitstream);
    if (size.width !== width || size.height !== height)
      throw broken('a WebP picture whose size contradicts its header');
  }

  /** VP8L has alpha of its own, so that a plane before it counts for nothing. RFC 9649, 2.7.1.2 */
  write(): CopyPlan {
    const plan = new CopyPlan();
    if (this.alpha !== null && this.bitstream?.type === 'VP8 ') keepChunk(plan, this.alpha);
    if (this.bitstream !== null) keepChunk(plan, this.bitstream);
    return plan;
  }

  private meetAlpha(chunk: WebpChunk): void {
    if (this.alpha !== null || this.bitstream !== null)
      throw broken('a misplaced WebP alpha plane');
    this.alpha = chunk;
  }
}

/** @throws StructureRefusal where the bitstream does not begin as one. RFC 6386, 9.1; RFC 9649, 3.4 */
export async function readSize(
  source: ByteSource,
  { type, dataStart, dataEnd }: WebpChunk,
): Promise<{ readonly width: number; readonly height: number }> {
  const length = type === 'VP8 ' ? 10 : 5;
  if (dataEnd - dataStart < length) throw broken('a WebP bitstream that is too short');
  const head = await take(source, dataStart, length);
  return type === 'VP8 ' ? lossySize(head) : losslessSize(head);
}

function lossySize(head: Buffer): { readonly width: number; readonly height: number } {
  const isKeyFrame = (head.readUInt8(0) & 1) === 0;
  if (!isKeyFrame || head.readUIntBE(3, 3) !== 0x9d012a) throw broken('a damaged VP8 bitstream');
  return { width: head.readUInt16LE(6) & 0x3fff, height: head.readUInt16LE(8) & 0x3fff };
}

function losslessSize(head: Buffer): { readonly width: number; readonly height: number } {
  const bits = head.readUInt32LE(1);
  if (head[0] !== 0x2f || bits >>> 29 !== 0) throw broken('a damaged VP8L bitstream');
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

import { take, type ByteSource } from './byte-source.js';
import { CopyPlan } from './copy-plan.js';
import type { PictureFacts } from './picture-structure.js';
import { broken } from './structure-fault.js';
import { chunks, writeChunkHead, type WebpChunk } from './webp-chunk.js';
import { WebpImage } from './webp-image.js';

const headBytes = 16;

/**
 * Walks over one frame of an animation and rewrites it without what is not known. RFC 9649, 2.7.1.1.
 *
 * @throws StructureRefusal where the frame leaves the canvas or its pixels contradict it
 */
export async function walkFrame(
  source: ByteSource,
  frame: WebpChunk,
  canvas: Pick<PictureFacts, 'width' | 'height'>,
): Promise<CopyPlan> {
  const pixels = frame.dataStart + headBytes;
  if (pixels > frame.dataEnd) throw broken('a WebP frame that is too short');
  const head = Buffer.from(await take(source, frame.dataStart, headBytes));
  const [x, y] = [head.readUIntLE(0, 3) * 2, head.readUIntLE(3, 3) * 2];
  const [width, height] = [head.readUIntLE(6, 3) + 1, head.readUIntLE(9, 3) + 1];
  if (x + width > canvas.width || y + height > canvas.height)
    throw broken('a WebP frame that leaves its canvas');
  const image = new WebpImage();
  for await (const chunk of chunks(source, pixels, frame.dataEnd)) image.meet(chunk);
  await image.check(source, width, height);
  const content = image.write();
  head.writeUInt8(head.readUInt8(15) & 3, 15);
  return new CopyPlan()
    .put(Buffer.concat([writeChunkHead('ANMF', headBytes + content.bytes), head]))
    .append(content);
}

import { writeChunk } from '../../src/media/picture-structure/webp-chunk.js';
import { animated, appended, drawing, secretive, type DirtyPicture } from './picture-samples.js';

const stranger = writeChunk('prVt', Buffer.from('SECRET!'));

function riff(content: Buffer): Buffer {
  return writeChunk('RIFF', content);
}

/** Puts an unknown chunk behind the last one and an archive behind that. */
function dirty(webp: Buffer): Buffer {
  return Buffer.concat([riff(Buffer.concat([webp.subarray(8), stranger])), appended]);
}

/** Hides a chunk within the first frame of an animation. */
export function hideInFrame(webp: Buffer): Buffer {
  const start = webp.indexOf('ANMF');
  const end = start + 8 + webp.readUInt32LE(start + 4);
  const frame = writeChunk('ANMF', Buffer.concat([webp.subarray(start + 8, end), stranger]));
  return riff(Buffer.concat([webp.subarray(8, start), frame, webp.subarray(end)]));
}

export async function webpSamples(): Promise<DirtyPicture[]> {
  const lossy = await secretive(drawing(4)).withIccProfile('p3').webp().toBuffer();
  const lossless = await secretive(drawing(4)).webp({ lossless: true }).toBuffer();
  const simple = await drawing(3).webp().toBuffer();
  const moving = await (await animated()).withXmp('<x>SECRET</x>').webp().toBuffer();
  const sample = (name: string, webp: Buffer, expected = {}) => ({
    name,
    format: 'webp' as const,
    bytes: dirty(webp),
    expected,
  });
  return [
    sample('lossy WebP with alpha', lossy, { orientation: 6 }),
    sample('lossless WebP', lossless, { orientation: 6 }),
    sample('simple WebP', simple),
    sample('animated WebP', hideInFrame(moving), { frames: 3 }),
  ];
}

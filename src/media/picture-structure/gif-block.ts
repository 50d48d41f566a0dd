import { take, type ByteSource } from './byte-source.js';
import { truncated } from './structure-fault.js';

/** What a block of a GIF file begins with. GIF89a, appendix A. */
export const introducer = { extension: 0x21, image: 0x2c, trailer: 0x3b } as const;

export const extension = { graphicControl: 0xf9, application: 0xff } as const;

/** The two names under which animations say how often they repeat. */
const loopNames: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

/**
 * Steps over sub-blocks, each with its length before it, to the empty one that ends them.
 *
 * @returns where the next block begins
 */
export async function endOfSubBlocks(source: ByteSource, start: number): Promise<number> {
  let position = start;
  for (;;) {
    const window = await source.read(position);
    if (window.length === 0) throw truncated();
    let at = 0;
    while (at < window.length) {
      const length = window[at] ?? 0;
      if (length === 0) return position + at + 1;
      at += length + 1;
    }
    position += at;
  }
}

/** @param packed the flags of a screen or image descriptor */
export function colourTableBytes(packed: number): number {
  return (packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1);
}

/**
 * Writes an application extension anew that says how often an animation repeats.
 *
 * @returns null for any other
 */
export async function rewriteLoop(source: ByteSource, start: number): Promise<Buffer | null> {
  const whole = 19;
  if (start + whole > source.size) return null;
  const block = await take(source, start, whole);
  const named = block[2] === 11 && loopNames.has(block.toString('latin1', 3, 14));
  if (!named || block[14] !== 3 || block[15] !== 1) return null;
  return Buffer.concat([block.subarray(0, whole - 1), Uint8Array.of(0)]);
}

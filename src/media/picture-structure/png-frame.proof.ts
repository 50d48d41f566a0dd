import { Readable } from 'node:stream';
import { createInflate } from 'node:zlib';
import { windows, type ByteSource } from './byte-source.js';
import type { Extent } from './item-bytes.js';
import type { PngColour, PngHeader } from './png-header.js';
import { broken, StructureRefusal } from './structure-fault.js';

/** One frame of an APNG that is not the picture itself. */
export interface PngFrame {
  readonly width: number;
  readonly height: number;
  /** Where its compressed rows lie, in order. */
  readonly extents: readonly Extent[];
}

const channels: Readonly<Record<PngColour, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** First column and row, and their steps, of Adam7's passes. PNG 3rd edition, 8.1 */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/**
 * Decompresses a frame that the decoder does not look at (libvips takes an APNG for a still picture) and
 * holds it to its size: every row there, each with a filter that exists, and nothing behind the last.
 *
 * @throws StructureRefusal where it fails
 */
export async function proveFrame(
  source: ByteSource,
  header: PngHeader,
  frame: PngFrame,
): Promise<void> {
  const compressed = Readable.from(read(source, frame.extents));
  const inflate = createInflate();
  compressed.on('error', (error) => inflate.destroy(error));
  try {
    await countRows(compressed.pipe(inflate), rowBytes(header, frame));
  } catch (error) {
    const isData = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    throw isData ? broken('the pixels of a PNG animation are damaged') : error;
  } finally {
    compressed.destroy();
  }
  const bytes = frame.extents.reduce((sum, { start, end }) => sum + end - start, 0);
  if (inflate.bytesWritten !== bytes)
    throw broken('a frame of a PNG animation holds more than pixels');
}

async function* read(source: ByteSource, extents: readonly Extent[]): AsyncGenerator<Buffer> {
  for (const { start, end } of extents) yield* windows(source, start, end);
}

async function countRows(data: AsyncIterable<Buffer>, rows: Iterator<number>): Promise<void> {
  let left = 0;
  for await (const window of data) {
    let at = left;
    for (; at < window.length; at += left) {
      const row = rows.next();
      if (row.done === true || (window[at] ?? 0) > 4) throw misshapen();
      left = row.value;
    }
    left = at - window.length;
  }
  if (left > 0 || rows.next().done !== true) throw misshapen();
}

function misshapen(): StructureRefusal {
  return broken('a frame of a PNG animation does not fill its size');
}

/** Yields the length of each row as it is stored, its filter byte included. PNG 3rd edition, 7.2 */
function* rowBytes(header: PngHeader, { width, height }: PngFrame): Generator<number> {
  const bits = header.depth * channels[header.colour];
  for (const [x, y, stepX, stepY] of header.interlaced ? passes : [[0, 0, 1, 1] as const]) {
    const columns = Math.ceil((width - x) / stepX);
    const rows = columns > 0 ? Math.ceil((height - y) / stepY) : 0;
    for (let row = 0; row < rows; row += 1) yield 1 + Math.ceil((columns * bits) / 8);
  }
}

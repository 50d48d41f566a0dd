import { readFrameSize } from './av1-sequence.js';
import { take } from './byte-source.js';
import { CopyPlan } from './copy-plan.js';
import type { ItemBytes } from './item-bytes.js';
import { broken, overLimit, truncated } from './structure-fault.js';
import { maxScans } from './structure-limits.js';

/** Kinds of open bitstream unit. AV1 specification, 6.2.2. */
const kind = { sequence: 1, temporal: 2, frameHeader: 3, frame: 6 } as const;

/** All that takes part in decoding; metadata (5), padding (15) and what is reserved go. */
const kept: ReadonlySet<number> = new Set([1, 3, 4, 6, 7]);

/** Units of one item; a still picture has three or four. */
const maxUnits = 4_096;

interface Unit {
  readonly kind: number;
  readonly start: number;
  readonly dataStart: number;
  readonly end: number;
}

export interface Av1Item {
  /** What the decoder will make of it. */
  readonly width: number;
  readonly height: number;
  readonly plan: CopyPlan;
}

/**
 * Walks over the units of a coded picture and drops those that hold no pixels. AV1 Image File Format, 2.1.
 *
 * @throws StructureRefusal where they don't fill the item, or say nothing of a size
 */
export async function walkAv1(bytes: ItemBytes): Promise<Av1Item> {
  const plan = new CopyPlan();
  let size: Pick<Av1Item, 'width' | 'height'> | null = null;
  let frames = 0;
  let position = 0;
  for (let count = 1; position < bytes.size; count += 1) {
    overLimit('too-many-parts', maxUnits, count);
    const unit = await readUnit(bytes, position);
    if (unit.kind === kind.sequence) size = await readSize(bytes, unit, size);
    if (unit.kind === kind.frame || unit.kind === kind.frameHeader) frames += 1;
    overLimit('too-many-scans', maxScans, frames);
    const empty = unit.kind === kind.temporal && unit.dataStart === unit.end;
    if (kept.has(unit.kind) || empty) bytes.keep(plan, unit.start, unit.end);
    position = unit.end;
  }
  if (size === null || frames === 0) throw broken('an AV1 picture without pixels');
  return { ...size, plan };
}

async function readSize(
  bytes: ItemBytes,
  { dataStart, end }: Unit,
  known: Pick<Av1Item, 'width' | 'height'> | null,
): Promise<Pick<Av1Item, 'width' | 'height'>> {
  const header = await take(bytes, dataStart, Math.min(end - dataStart, 1_024));
  const size = readFrameSize(header);
  const same = known === null || (known.width === size.width && known.height === size.height);
  if (!same) throw broken('an AV1 picture that changes its size');
  return size;
}

/** AV1 specification, 5.3.2. */
async function readUnit(bytes: ItemBytes, start: number): Promise<Unit> {
  const head = await take(bytes, start, Math.min(10, bytes.size - start));
  const first = head.readUInt8(0);
  if ((first & 0x80) !== 0) throw broken('a damaged AV1 picture');
  const extended = (first & 4) === 0 ? 0 : 1;
  const sized = (first & 2) !== 0;
  const [length, lengthBytes] = sized ? readLeb128(head.subarray(1 + extended)) : [null, 0];
  const dataStart = start + 1 + extended + lengthBytes;
  const end = length === null ? bytes.size : dataStart + length;
  if (end > bytes.size || dataStart > bytes.size) throw truncated();
  return { kind: (first >> 3) & 15, start, dataStart, end };
}

/** @returns the number, and how many bytes it takes. AV1 specification, 4.10.5 */
function readLeb128(bytes: Buffer): readonly [number, number] {
  let value = 0;
  for (const [index, byte] of bytes.subarray(0, 8).entries()) {
    value += (byte & 0x7f) * 2 ** (7 * index);
    if ((byte & 0x80) === 0) return [value, index + 1];
  }
  throw broken('a damaged AV1 picture');
}

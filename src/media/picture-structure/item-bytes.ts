import type { ByteSource } from './byte-source.js';
import { CopyPlan } from './copy-plan.js';

/** Bytes of the file from `start` to before `end`. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** The bytes of an AVIF item, which may lie about the file in pieces, as one. */
export class ItemBytes implements ByteSource {
  readonly size: number;

  constructor(
    private readonly source: ByteSource,
    private readonly extents: readonly Extent[],
  ) {
    this.size = extents.reduce((sum, { start, end }) => sum + end - start, 0);
  }

  async read(position: number): Promise<Buffer> {
    const [first] = this.locate(position, this.size);
    if (first === undefined) return Buffer.alloc(0);
    return (await this.source.read(first.start)).subarray(0, first.end - first.start);
  }

  /** Keeps the item's bytes from `from` to before `to`, wherever they lie. */
  keep(plan: CopyPlan, from: number, to: number): void {
    for (const { start, end } of this.locate(from, to)) plan.keep(start, end);
  }

  private locate(from: number, to: number): readonly Extent[] {
    const found: Extent[] = [];
    let before = 0;
    for (const { start, end } of this.extents) {
      const [low, high] = [Math.max(from - before, 0), Math.min(to - before, end - start)];
      if (low < high) found.push({ start: start + low, end: start + high });
      before += end - start;
    }
    return found;
  }
}

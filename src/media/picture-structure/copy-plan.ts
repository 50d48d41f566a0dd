import type { Part } from './picture-structure.js';

/** Gathers the parts of a scrubbed picture; ranges that touch become one. */
export class CopyPlan {
  private readonly list: Part[] = [];
  private size = 0;

  get parts(): readonly Part[] {
    return this.list;
  }

  get bytes(): number {
    return this.size;
  }

  /** Copies the original's bytes from `start` to before `end`. */
  keep(start: number, end: number): this {
    if (end <= start) return this;
    this.size += end - start;
    const last = this.list.at(-1);
    const touches = last?.kind === 'range' && last.end === start;
    if (touches) this.list.pop();
    this.list.push({ kind: 'range', start: touches ? last.start : start, end });
    return this;
  }

  /** Puts bytes that were made anew. */
  put(bytes: Uint8Array): this {
    if (bytes.length === 0) return this;
    this.size += bytes.length;
    this.list.push({ kind: 'bytes', bytes });
    return this;
  }

  append(plan: CopyPlan): this {
    for (const part of plan.parts) {
      if (part.kind === 'range') this.keep(part.start, part.end);
      else this.put(part.bytes);
    }
    return this;
  }
}

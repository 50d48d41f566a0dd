import { broken } from './structure-fault.js';

/** Reads big-endian numbers from a table one after the other; what is missing refuses the picture. */
export class TableReader {
  private position = 0;

  constructor(private readonly table: Buffer) {}

  get isAtEnd(): boolean {
    return this.position >= this.table.length;
  }

  /** @param bytes 0 to 8; a number of no bytes is 0 */
  uint(bytes: number): number {
    const at = this.position;
    this.position += bytes;
    if (this.position > this.table.length) throw broken('a table of the picture ends early');
    if (bytes === 0) return 0;
    if (bytes <= 6) return this.table.readUIntBE(at, bytes);
    return Number(this.table.readBigUInt64BE(at));
  }

  /** Four characters. */
  type(): string {
    this.uint(4);
    return this.table.toString('latin1', this.position - 4, this.position);
  }

  /** The version and flags that begin a full box. */
  fullBox(): { readonly version: number; readonly flags: number } {
    return { version: this.uint(1), flags: this.uint(3) };
  }
}

import type { PngFrame } from './png-frame.proof.js';
import type { Extent } from './item-bytes.js';
import type { PngHeader } from './png-header.js';
import { broken } from './structure-fault.js';

/** Keeps count of an APNG's frames. PNG 3rd edition, 4.9 and 11.3.6. */
export class PngAnimation {
  private frames = 0;
  private sequence = 0;
  private readonly separate: PngFrame[] = [];
  /** Where the pixels of the frame in hand lie; null where they are the picture's own IDAT. */
  private extents: Extent[] | null = null;

  constructor(
    /** Frames that acTL promises. */
    readonly promised: number,
    private readonly canvas: PngHeader,
  ) {
    if (promised === 0) throw broken('a PNG animation without frames');
  }

  /** @param beforePixels whether no IDAT came yet: then the picture itself is the first frame */
  meetFrame(control: Buffer, beforePixels: boolean): void {
    this.count(control.readUInt32BE(0));
    this.endFrame();
    this.frames += 1;
    if (this.frames > this.promised) throw broken('a PNG animation with too many frames');
    this.extents = beforePixels ? null : [];
    if (this.extents !== null) {
      const [width, height] = [control.readUInt32BE(4), control.readUInt32BE(8)];
      this.separate.push({ width, height, extents: this.extents });
    }
    const fits = beforePixels ? this.fills(control) : this.isInside(control);
    if (!fits) throw broken(`frame ${this.frames} of the animation does not fit its canvas`);
  }

  /**
   * @param sequence the first four bytes of an fdAT chunk
   * @param extent where the rest lies
   */
  meetPixels(sequence: Buffer, extent: Extent): void {
    this.count(sequence.readUInt32BE(0));
    if (this.extents === null) throw broken('pixels of a PNG animation without their frame');
    this.extents.push(extent);
  }

  /** @returns the frames that are not the picture itself */
  finish(): readonly PngFrame[] {
    this.endFrame();
    if (this.frames !== this.promised)
      throw broken(`a PNG animation of ${this.promised} frames has ${this.frames}`);
    return this.separate;
  }

  private count(sequence: number): void {
    if (sequence !== this.sequence) throw broken('a PNG animation whose frames are out of order');
    this.sequence += 1;
  }

  private endFrame(): void {
    if (this.extents?.length === 0)
      throw broken(`frame ${this.frames} of the animation has no pixels`);
  }

  private fills(control: Buffer): boolean {
    const { width, height } = this.canvas;
    const size = control.readUInt32BE(4) === width && control.readUInt32BE(8) === height;
    return this.frames === 1 && size && this.isInside(control);
  }

  private isInside(control: Buffer): boolean {
    const [width, height, x, y] = [4, 8, 12, 16].map((at) => control.readUInt32BE(at)) as [
      number,
      number,
      number,
      number,
    ];
    const some = width > 0 && height > 0;
    return some && x + width <= this.canvas.width && y + height <= this.canvas.height;
  }
}

import { broken } from './structure-fault.js';

/** Reads numbers bit by bit, the highest first. */
class Bits {
  private position = 0;

  constructor(private readonly bytes: Buffer) {}

  read(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, this.position += 1) {
      const byte = this.bytes[this.position >> 3];
      if (byte === undefined) throw broken('an AV1 sequence header that ends early');
      value = value * 2 + ((byte >> (7 - (this.position & 7))) & 1);
    }
    return value;
  }

  flag(): boolean {
    return this.read(1) === 1;
  }

  /** A number with as many leading zeros as it has bits; its value is of no interest. AV1, 4.10.3 */
  skipUvlc(): void {
    let zeros = 0;
    while (!this.flag()) zeros += 1;
    if (zeros < 32) this.read(zeros);
  }
}

/**
 * Reads how large the decoder will make its frames, whatever the boxes around say. AV1 specification, 5.5.1.
 *
 * @param header payload of a sequence header OBU; its first kilobyte is enough
 */
export function readFrameSize(header: Buffer): { readonly width: number; readonly height: number } {
  const bits = new Bits(header);
  bits.read(4);
  const isReduced = bits.flag();
  if (isReduced) bits.read(5);
  else skipOperatingPoints(bits, skipTiming(bits));
  const widthBits = bits.read(4) + 1;
  const heightBits = bits.read(4) + 1;
  return { width: bits.read(widthBits) + 1, height: bits.read(heightBits) + 1 };
}

/** @returns bits of each buffer delay; 0 where there is no decoder model */
function skipTiming(bits: Bits): number {
  if (!bits.flag()) return 0;
  bits.read(64);
  if (bits.flag()) bits.skipUvlc();
  if (!bits.flag()) return 0;
  const delayBits = bits.read(5) + 1;
  bits.read(42);
  return delayBits;
}

function skipOperatingPoints(bits: Bits, delayBits: number): void {
  const hasDisplayDelay = bits.flag();
  const points = bits.read(5) + 1;
  for (let point = 0; point < points; point += 1) {
    bits.read(12);
    if (bits.read(5) > 7) bits.read(1);
    if (delayBits > 0 && bits.flag()) bits.read(2 * delayBits + 1);
    if (hasDisplayDelay && bits.flag()) bits.read(4);
  }
}

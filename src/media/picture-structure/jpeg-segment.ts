import { take, windows, type ByteSource } from './byte-source.js';
import { broken, truncated } from './structure-fault.js';

/** Marker codes, the byte after 0xFF. ITU-T T.81, table B.1. */
export const marker = {
  temporary: 0x01,
  firstFrame: 0xc0,
  progressiveFrame: 0xc2,
  huffmanTables: 0xc4,
  arithmeticTables: 0xcc,
  lastFrame: 0xcf,
  firstRestart: 0xd0,
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  quantisationTables: 0xdb,
  lines: 0xdc,
  restartInterval: 0xdd,
  hierarchy: 0xde,
  expand: 0xdf,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
  app15: 0xef,
  comment: 0xfe,
} as const;

/** A marker, and where its 0xFF stands; fill bytes before it are skipped. */
export interface Marker {
  readonly code: number;
  readonly start: number;
}

/** A marker with its parameters, which stand from `dataStart` to before `end`. */
export interface Segment extends Marker {
  readonly dataStart: number;
  readonly end: number;
}

/** @throws StructureRefusal where something else stands at `position` */
export async function readMarker(source: ByteSource, position: number): Promise<Marker> {
  const [first, code = 0] = await take(source, position, 2);
  if (first !== 0xff || code === 0) throw broken(`there is no JPEG marker at byte ${position}`);
  if (code !== 0xff) return { code, start: position };
  return markerAfterFill(source, position + 2);
}

async function markerAfterFill(source: ByteSource, from: number): Promise<Marker> {
  let position = from;
  for await (const window of windows(source, from, source.size)) {
    const index = window.findIndex((byte) => byte !== 0xff);
    const code = window[index];
    if (code === 0) throw broken(`there is no JPEG marker at byte ${position + index}`);
    if (code !== undefined) return { code, start: position + index - 1 };
    position += window.length;
  }
  throw truncated();
}

/** @throws StructureRefusal where the segment reaches beyond the file, or its marker belongs elsewhere */
export async function readSegment(source: ByteSource, { code, start }: Marker): Promise<Segment> {
  const isLost = code >= marker.firstRestart && code <= marker.start;
  if (isLost) throw broken(`a JPEG marker FF${code.toString(16)} at byte ${start}`);
  const length = (await take(source, start + 2, 2)).readUInt16BE(0);
  if (length < 2) throw broken(`the JPEG segment at byte ${start} has no length`);
  const end = start + 2 + length;
  if (end > source.size) throw truncated();
  return { code, start, dataStart: start + 4, end };
}

export function readData(source: ByteSource, { dataStart, end }: Segment): Promise<Buffer> {
  return take(source, dataStart, end - dataStart);
}

export function writeSegment(code: number, ...data: readonly Uint8Array[]): Buffer {
  const length = data.reduce((sum, { length: bytes }) => sum + bytes, 2);
  return Buffer.concat([Uint8Array.of(0xff, code, length >> 8, length & 0xff), ...data]);
}

/**
 * Finds the end of entropy-coded data: the first marker that is no restart. T.81, B.1.1.5.
 *
 * @returns where that marker, or the fill bytes before it, begins
 */
export async function endOfScan(source: ByteSource, start: number): Promise<number> {
  let position = start;
  let run = -1;
  for await (const window of windows(source, start, source.size)) {
    let at = run < 0 ? window.indexOf(0xff) : 0;
    while (at >= 0 && at < window.length) {
      const byte = window[at] ?? 0;
      if (byte === 0xff) run = run < 0 ? position + at : run;
      else if (endsScan(byte)) return run;
      else run = -1;
      at = run < 0 ? window.indexOf(0xff, at + 1) : at + 1;
    }
    position += window.length;
  }
  throw truncated();
}

/** After 0xFF: 0 stands for 0xFF itself, D0 to D7 restart the decoder. */
function endsScan(byte: number): boolean {
  return byte !== 0 && (byte < 0xd0 || byte > 0xd7);
}

import { truncated } from './structure-fault.js';

/** Random access to a picture that is never held as a whole. */
export interface ByteSource {
  readonly size: number;
  /** @returns some bytes from `start` on, as many as are at hand; none only at the end */
  read(start: number): Promise<Buffer>;
}

/** The most that is read at once. */
export const windowBytes = 262_144;

/** @throws StructureRefusal where the picture ends before `start + length` */
export async function take(source: ByteSource, start: number, length: number): Promise<Buffer> {
  if (start + length > source.size) throw truncated();
  const first = (await source.read(start)).subarray(0, length);
  if (first.length === length) return first;
  const rest: Buffer[] = [];
  for await (const window of windows(source, start + first.length, start + length))
    rest.push(window);
  return Buffer.concat([first, ...rest], length);
}

/**
 * Yields the bytes from `start` to before `end`, a window at a time.
 *
 * @throws StructureRefusal where the picture ends before
 */
export async function* windows(
  source: ByteSource,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  for (let position = start; position < end;) {
    const window = (await source.read(position)).subarray(0, end - position);
    if (window.length === 0) throw truncated();
    yield window;
    position += window.length;
  }
}

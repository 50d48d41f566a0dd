const lineFeed = 0x0a;

/** Whole lines of a COPY, some megabytes at a time: a tar wants to know how large an entry is before it comes. */
export async function* lineChunks(
  source: AsyncIterable<Buffer>,
  enough = 4_000_000,
): AsyncGenerator<Buffer> {
  let pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    pieces.push(piece);
    size += piece.length;
    const end = size < enough ? 0 : piece.lastIndexOf(lineFeed) + 1;
    if (end === 0) continue;
    const rest = piece.subarray(end);
    yield Buffer.concat(pieces).subarray(0, size - rest.length);
    pieces = [rest];
    size = rest.length;
  }
  if (size > 0) yield Buffer.concat(pieces);
}

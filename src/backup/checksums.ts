import type { Hash } from 'node:crypto';

/** The entry that ends an archive: what `sha256sum --check` reads. */
export const checksumsEntry = 'SHA256SUMS';

/** @param sum of the entry's bytes, in hexadecimal digits */
export function checksumLine(name: string, sum: string): string {
  return `${sum}  ${name}\n`;
}

/** Passes bytes on, and into the hash. */
export async function* summed(content: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

import { open, rm } from 'node:fs/promises';
import type { ImageFormat } from '../image-file.js';
import { windows, type ByteSource } from './byte-source.js';
import { FileSource } from './file-source.js';
import type { PictureStructure, StructureVerdict } from './picture-structure.js';
import type { StructureLimits } from './structure-limits.js';
import { walkPicture } from './walk-picture.js';

/** Yields the clean picture: the parts that may stay, a window at a time. */
export async function* scrub(
  source: ByteSource,
  structure: PictureStructure,
): AsyncGenerator<Uint8Array> {
  for (const part of structure.parts) {
    if (part.kind === 'bytes') yield part.bytes;
    else yield* windows(source, part.start, part.end);
  }
}

/**
 * Checks the picture at `from` and, where that can be done without touching a pixel, writes it clean to `to`.
 *
 * @returns the verdict; unless it is `lossless`, there is no file at `to`
 */
export async function scrubFile(
  { from, to }: { readonly from: string; readonly to: string },
  format: ImageFormat,
  limits: StructureLimits,
): Promise<StructureVerdict> {
  const source = await FileSource.open(from);
  try {
    const verdict = await walkPicture(source, format, limits);
    if (verdict.verdict === 'lossless') await write(scrub(source, verdict.structure), to);
    return verdict;
  } finally {
    await source.close();
  }
}

async function write(content: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for await (const part of content) await file.writeFile(part);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

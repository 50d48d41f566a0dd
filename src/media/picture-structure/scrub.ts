import { open, rm } from 'node:fs/promises';
import { linkOrCopy } from '../../storage/durable-file.js';
import type { ImageFormat } from '../image-file.js';
import { take, windows, type ByteSource } from './byte-source.js';
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

/** Whether there is nothing in the picture that would not stay as it is and where it is. */
async function isClean(source: ByteSource, { bytes, parts }: PictureStructure): Promise<boolean> {
  if (bytes !== source.size) return false;
  let at = 0;
  for (const part of parts) {
    const end = part.kind === 'range' ? part.end : at + part.bytes.length;
    const stays =
      part.kind === 'range'
        ? part.start === at
        : (await take(source, at, part.bytes.length)).equals(part.bytes);
    if (!stays) return false;
    at = end;
  }
  return true;
}

/**
 * Checks the picture at `from` and, where that can be done without touching a pixel, writes it clean to `to`. One
 * that is clean already gets a second name there: neither file may be written to afterwards.
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
    if (verdict.verdict !== 'lossless') return verdict;
    if (await isClean(source, verdict.structure)) await linkOrCopy(from, to);
    else await write(scrub(source, verdict.structure), to);
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

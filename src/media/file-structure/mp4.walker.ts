import { boxes } from '../picture-structure/bmff-box.js';
import type { ByteSource } from '../picture-structure/byte-source.js';
import { broken } from '../picture-structure/structure-fault.js';
import type { IdentifiedFile } from './identified-file.js';

/**
 * Boxes from the first byte to the last, a description of tracks and their samples among them. ISO/IEC 14496-12.
 *
 * @throws StructureRefusal
 */
export async function walkMp4(source: ByteSource): Promise<IdentifiedFile> {
  const types = new Set<string>();
  for await (const { dataStart, end, type } of boxes(source, 0, source.size)) {
    // ISO/IEC 14496-12, 8.2.1: "Quantity: Exactly one". Each may have as many parts as a file.
    if (type === 'moov' && types.has(type)) throw broken('it describes its tracks twice');
    types.add(type);
    if (type === 'moov') await requireTrack(source, dataStart, end);
  }
  if (!types.has('moov')) throw broken('it describes no tracks');
  if (!types.has('mdat')) throw broken('it has no samples');
  return { format: 'mp4' };
}

async function requireTrack(source: ByteSource, start: number, end: number): Promise<void> {
  for await (const { type } of boxes(source, start, end)) if (type === 'trak') return;
  throw broken('it has no track');
}

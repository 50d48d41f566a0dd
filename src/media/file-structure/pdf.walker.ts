import { type ByteSource, take } from '../picture-structure/byte-source.js';
import { broken, truncated } from '../picture-structure/structure-fault.js';
import type { IdentifiedFile } from './identified-file.js';

/** Readers look for the end in so many of a file's last bytes. */
const tailBytes = 1024;

/**
 * A PDF from its first byte to its last: readers forgive bytes around it, and so a file that is a PDF to them
 * can be something else to others. ISO 32000-2, 7.5.2 and 7.5.5.
 *
 * @throws StructureRefusal
 */
export async function walkPdf(source: ByteSource): Promise<IdentifiedFile> {
  const head = (await take(source, 0, Math.min(source.size, 8))).toString('latin1');
  if (!/^%PDF-[12]\.\d$/.test(head)) throw broken('its version is none that PDF has');
  const start = Math.max(source.size - tailBytes, 0);
  const tail = (await take(source, start, source.size - start)).toString('latin1');
  const end = tail.lastIndexOf('%%EOF');
  if (end === -1) throw truncated();
  if (!tail.slice(0, end).includes('startxref'))
    throw broken('its end names no table of its objects');
  if (/[^\s\0]/.test(tail.slice(end + '%%EOF'.length)))
    throw broken('something stands behind its end');
  return { format: 'pdf' };
}

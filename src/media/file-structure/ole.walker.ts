import type { ByteSource } from '../picture-structure/byte-source.js';
import type { IdentifiedFile } from './identified-file.js';
import { readOleRoot } from './ole-directory.js';

/** Streams by which those who read a 415 know their file. */
const others: readonly (readonly [stream: string, name: string])[] = [
  ['EncryptedPackage', 'password-protected Office document'],
  ['WordDocument', 'Word document'],
  ['Workbook', 'Excel workbook'],
  ['Book', 'Excel workbook'],
  ['__properties_version1.0', 'Outlook message'],
];

/**
 * A PowerPoint presentation has both of these streams in its root. [MS-PPT], 2.1.
 *
 * @throws StructureRefusal
 */
export async function walkOle(source: ByteSource): Promise<IdentifiedFile> {
  const streams = await readOleRoot(source);
  if (streams.has('PowerPoint Document') && streams.has('Current User')) return { format: 'ppt' };
  const name = others.find(([stream]) => streams.has(stream))?.[1];
  return { format: null, name: name ?? 'OLE file' };
}

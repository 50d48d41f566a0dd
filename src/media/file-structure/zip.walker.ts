import type { ByteSource } from '../picture-structure/byte-source.js';
import type { IdentifiedFile } from './identified-file.js';
import { identifyKeynote } from './keynote.js';
import { identifyOpenDocument } from './open-document.js';
import { identifyOpenXml } from './open-xml.js';
import { readZipDirectory } from './zip-directory.js';

/**
 * Three kinds of presentation are archives, and much else: what makes the difference is in them.
 *
 * @throws StructureRefusal
 */
export async function walkZip(source: ByteSource): Promise<IdentifiedFile> {
  const entries = await readZipDirectory(source);
  return (
    (await identifyOpenXml(source, entries)) ??
    (await identifyOpenDocument(source, entries)) ??
    identifyKeynote(entries) ?? { format: null, name: 'ZIP archive' }
  );
}

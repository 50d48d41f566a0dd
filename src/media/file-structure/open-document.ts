import type { ByteSource } from '../picture-structure/byte-source.js';
import type { IdentifiedFile } from './identified-file.js';
import type { ZipEntry } from './zip-directory.js';
import { readZipPart } from './zip-part.js';

const prefix = 'application/vnd.oasis.opendocument.';
const maxTypeBytes = 200;

/**
 * An OpenDocument begins with a part that holds its media type. OpenDocument 1.3, part 2, 3.3.
 *
 * @returns null where the archive is none
 * @throws StructureRefusal
 */
export async function identifyOpenDocument(
  source: ByteSource,
  entries: readonly ZipEntry[],
): Promise<IdentifiedFile | null> {
  const first = entries.find(({ start }) => start === 0);
  if (first?.name !== 'mimetype' || first.method !== 0) return null;
  const type = (await readZipPart(source, first, maxTypeBytes)).toString('latin1');
  const complete = entries.some(({ name }) => name === 'content.xml');
  if (type === `${prefix}presentation` && complete) return { format: 'odp' };
  return type.startsWith(prefix) ? { format: null, name: 'OpenDocument of another kind' } : null;
}

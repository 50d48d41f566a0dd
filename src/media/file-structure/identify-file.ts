import type { ByteSource } from '../picture-structure/byte-source.js';
import type { IdentifiedFile } from './identified-file.js';
import { walkMp4 } from './mp4.walker.js';
import { walkOle } from './ole.walker.js';
import { walkPdf } from './pdf.walker.js';
import type { Container } from './sniff-file.js';
import { walkZip } from './zip.walker.js';

type Walker = (source: ByteSource) => Promise<IdentifiedFile>;

const walkers: Readonly<Record<Container, Walker>> = {
  pdf: walkPdf,
  zip: walkZip,
  ole: walkOle,
  mp4: walkMp4,
};

/**
 * What a file is that begins like one of these, in memory that does not grow with it.
 *
 * @throws StructureRefusal where it is damaged, or something else to other readers
 */
export function identifyFile(source: ByteSource, container: Container): Promise<IdentifiedFile> {
  return walkers[container](source);
}

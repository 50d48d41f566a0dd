import { type ByteSource, take } from '../picture-structure/byte-source.js';
import { broken } from '../picture-structure/structure-fault.js';
import { SectorTable } from './ole-sectors.js';

const entryBytes = 128;

/** Honest presentations have a dozen entries; those with macros or attachments some hundred. */
const maxDirectoryBytes = 1_048_576;

/** No entry there. */
const nobody = 0xffff_ffff;

/**
 * What stands in the root of an OLE compound file, and not in the files that are embedded in it. [MS-CFB], 2.6.
 *
 * @throws StructureRefusal
 */
export async function readOleRoot(source: ByteSource): Promise<ReadonlySet<string>> {
  const table = await SectorTable.read(source);
  const directory = await readDirectory(source, table);
  if (directory.length < entryBytes) throw broken('it has no directory');
  return new Set(childrenOf(directory, directory.readUInt32LE(0x4c)));
}

async function readDirectory(source: ByteSource, table: SectorTable): Promise<Buffer> {
  const sectors: Buffer[] = [];
  for await (const start of table.chain(table.directory)) {
    sectors.push(await take(source, start, table.sectorBytes));
    if (sectors.length * table.sectorBytes > maxDirectoryBytes)
      throw broken('its directory is too large');
  }
  return Buffer.concat(sectors);
}

/** Siblings are the nodes of a tree. */
function childrenOf(directory: Buffer, root: number): readonly string[] {
  const names = new Map<number, string>();
  const waiting = [root];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === nobody) continue;
    const start = id * entryBytes;
    if (start + entryBytes > directory.length || names.has(id))
      throw broken('its directory leads nowhere');
    const entry = directory.subarray(start, start + entryBytes);
    names.set(id, nameOf(entry));
    waiting.push(entry.readUInt32LE(0x44), entry.readUInt32LE(0x48));
  }
  return [...names.values()];
}

/** Its length is in bytes, the closing zero among them. */
function nameOf(entry: Buffer): string {
  return entry.toString('utf16le', 0, Math.max(Math.min(entry.readUInt16LE(0x40), 64) - 2, 0));
}

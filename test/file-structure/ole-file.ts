const sectorBytes = 512;
const perSector = sectorBytes / 4;
const inHeader = 109;

const endOfChain = 0xffff_fffe;
const nobody = 0xffff_ffff;

export interface OleEntry {
  readonly name: string;
  /** What stands in it, where it is a folder. */
  readonly folder?: readonly OleEntry[];
}

/**
 * A compound file whose streams are empty.
 *
 * @param sectorsBefore of data, before the tables: some 14,000 need a table that leaves the header
 */
export function oleFile(root: readonly OleEntry[], sectorsBefore = 1): Buffer {
  const directory = directoryOf(root);
  const directorySectors = Math.ceil(directory.length / sectorBytes);
  const tables = tableSizes(sectorsBefore + directorySectors);
  const chain = new Uint32Array(tables.sectors * perSector).fill(nobody);
  for (let sector = 0; sector < sectorsBefore; sector += 1)
    chain[sector] = sector + 1 < sectorsBefore ? sector + 1 : endOfChain;
  const first = sectorsBefore + tables.sectors + tables.lists;
  for (let index = 0; index < directorySectors; index += 1)
    chain[first + index] = index + 1 < directorySectors ? first + index + 1 : endOfChain;
  const places = Array.from({ length: tables.sectors }, (_, index) => sectorsBefore + index);
  return Buffer.concat([
    headerOf(places, first, tables.lists === 0 ? endOfChain : sectorsBefore + tables.sectors),
    Buffer.alloc(sectorsBefore * sectorBytes),
    Buffer.from(chain.buffer),
    ...listsOf(places.slice(inHeader), sectorsBefore + tables.sectors),
    directory,
    Buffer.alloc(directorySectors * sectorBytes - directory.length),
  ]);
}

/** Tables cover themselves. */
function tableSizes(others: number): { readonly sectors: number; readonly lists: number } {
  for (let sectors = 1; ; sectors += 1) {
    const lists = Math.ceil(Math.max(sectors - inHeader, 0) / (perSector - 1));
    if (sectors * perSector >= others + sectors + lists) return { sectors, lists };
  }
}

function headerOf(places: readonly number[], directory: number, list: number): Buffer {
  const header = Buffer.alloc(sectorBytes);
  header.write('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1');
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(places.length, 44);
  header.writeUInt32LE(directory, 48);
  header.writeUInt32LE(list, 68);
  for (let index = 0; index < inHeader; index += 1)
    header.writeUInt32LE(places[index] ?? nobody, 76 + index * 4);
  return header;
}

function listsOf(places: readonly number[], first: number): readonly Buffer[] {
  const lists: Buffer[] = [];
  for (let at = 0; at < places.length; at += perSector - 1) {
    const list = Buffer.alloc(sectorBytes, 0xff);
    const own = places.slice(at, at + perSector - 1);
    for (const [index, place] of own.entries()) list.writeUInt32LE(place, index * 4);
    const isLast = at + perSector - 1 >= places.length;
    list.writeUInt32LE(isLast ? endOfChain : first + lists.length + 1, sectorBytes - 4);
    lists.push(list);
  }
  return lists;
}

/** Each folder's entries are a tree that leans to the right. */
function directoryOf(root: readonly OleEntry[]): Buffer {
  const entries: Buffer[] = [entryOf('Root Entry', 5)];
  const fill = (owner: Buffer, children: readonly OleEntry[]): void => {
    let link = (id: number) => owner.writeUInt32LE(id, 0x4c);
    for (const { folder, name } of children) {
      const entry = entryOf(name, folder ? 1 : 2);
      link(entries.push(entry) - 1);
      link = (id) => entry.writeUInt32LE(id, 0x48);
      if (folder) fill(entry, folder);
    }
  };
  fill(entries[0]!, root);
  return Buffer.concat(entries);
}

function entryOf(name: string, kind: number): Buffer {
  const entry = Buffer.alloc(128);
  entry.write(name, 'utf16le');
  entry.writeUInt16LE(name.length * 2 + 2, 0x40);
  entry.writeUInt8(kind, 0x42);
  for (const at of [0x44, 0x48, 0x4c]) entry.writeUInt32LE(nobody, at);
  return entry;
}

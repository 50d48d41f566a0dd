import { type ByteSource, take } from '../picture-structure/byte-source.js';
import { broken, truncated } from '../picture-structure/structure-fault.js';

/** A part of an archive as the directory at its end describes it. */
export interface ZipEntry {
  /** One character a byte. */
  readonly name: string;
  /** Where its own header stands. */
  readonly start: number;
  readonly encrypted: boolean;
  /** 0: as it is, 8: deflated. */
  readonly method: number;
  readonly crc: number;
  readonly compressedBytes: number;
  readonly bytes: number;
}

const endBytes = 22;
const headerBytes = 46;
const localHeaderBytes = 30;

/** Decks of a thousand slides have some ten thousand parts. */
const maxEntries = 32_768;
const maxDirectoryBytes = 4_194_304;

/** Of all parts together, for the sake of those who open it: pictures and films are not packed any further. */
const maxUnpackedBytes = 1_000_000_000;

/**
 * Parts that follow each other from the first byte to the directory, which is all of the rest: an archive that
 * is read differently from its front and from its end, or with bytes around it, is none. APPNOTE.TXT, 4.3.
 *
 * @throws StructureRefusal
 */
export async function readZipDirectory(source: ByteSource): Promise<readonly ZipEntry[]> {
  const { bytes, count, start } = await readEnd(source);
  const directory = await take(source, start, bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    const { entry, next } = readEntry(directory, at);
    entries.push(entry);
    at = next;
  }
  if (at !== bytes) throw damaged();
  requireOrder(entries, start);
  return entries;
}

async function readEnd(source: ByteSource) {
  const position = source.size - endBytes;
  if (position < 0) throw truncated();
  const record = await take(source, position, endBytes);
  const bytes = record.readUInt32LE(12);
  const start = record.readUInt32LE(16);
  // Parts of several disks, or a comment behind.
  const plain = record.readUInt32LE(4) === 0 && record.readUInt16LE(20) === 0;
  if (record.readUInt32LE(0) !== 0x0605_4b50 || !plain || start + bytes !== position)
    throw broken('it does not end with the directory of its archive');
  const count = record.readUInt16LE(10);
  if (count > maxEntries || bytes > maxDirectoryBytes)
    throw broken('its archive has too many parts');
  return { bytes, count, start };
}

function readEntry(directory: Buffer, at: number): { entry: ZipEntry; next: number } {
  const header = directory.subarray(at, at + headerBytes);
  if (header.length < headerBytes || header.readUInt32LE(0) !== 0x0201_4b50) throw damaged();
  const nameEnd = at + headerBytes + header.readUInt16LE(28);
  const next = nameEnd + header.readUInt16LE(30) + header.readUInt16LE(32);
  if (next > directory.length) throw damaged();
  const entry = {
    name: directory.toString('latin1', at + headerBytes, nameEnd),
    start: header.readUInt32LE(42),
    encrypted: (header.readUInt16LE(8) & 1) === 1,
    method: header.readUInt16LE(10),
    crc: header.readUInt32LE(16),
    compressedBytes: header.readUInt32LE(20),
    bytes: header.readUInt32LE(24),
  };
  return { entry, next };
}

/** No name twice, and no two parts in one place: so do bombs multiply, and readers disagree. */
function requireOrder(entries: readonly ZipEntry[], end: number): void {
  if (entries.reduce((sum, { bytes }) => sum + bytes, 0) > maxUnpackedBytes)
    throw broken(`its archive unpacks to more than ${maxUnpackedBytes} bytes`);
  if (new Set(entries.map(({ name }) => name)).size < entries.length)
    throw broken('two parts of its archive have one name');
  const ordered = [...entries].sort((one, other) => one.start - other.start);
  if (ordered[0]?.start !== 0) throw broken('its archive does not begin at its first byte');
  for (const [index, { compressedBytes, name, start }] of ordered.entries()) {
    const next = ordered[index + 1]?.start ?? end;
    if (start + localHeaderBytes + name.length + compressedBytes > next)
      throw broken('the parts of its archive overlap');
  }
}

function damaged() {
  return broken('the directory of its archive is damaged');
}

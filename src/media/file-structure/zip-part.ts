import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { type ByteSource, take } from '../picture-structure/byte-source.js';
import { broken } from '../picture-structure/structure-fault.js';
import type { ZipEntry } from './zip-directory.js';

const localHeaderBytes = 30;
const inflate = promisify(inflateRaw);

/**
 * The content of one part of an archive.
 *
 * @param maxBytes more than this is never unpacked
 * @throws StructureRefusal where it is larger, or not what the directory says
 */
export async function readZipPart(
  source: ByteSource,
  entry: ZipEntry,
  maxBytes: number,
): Promise<Buffer> {
  const { compressedBytes, crc, encrypted, method, name, start } = entry;
  if (encrypted) throw broken('parts of it are encrypted');
  if (Math.max(entry.bytes, compressedBytes) > maxBytes)
    throw broken(`its part "${name}" is larger than ${maxBytes} bytes`);
  const packed = await take(source, await dataStart(source, { name, start }), compressedBytes);
  const bytes = method === 0 ? packed : await unpack(packed, { method, maxBytes });
  if (bytes.length !== entry.bytes || crc32(bytes) !== crc)
    throw broken(`its part "${name}" is damaged`);
  return bytes;
}

/** The header before the data must name the same part. */
async function dataStart(
  source: ByteSource,
  { name, start }: Pick<ZipEntry, 'name' | 'start'>,
): Promise<number> {
  const header = await take(source, start, localHeaderBytes + name.length);
  const nameBytes = header.readUInt16LE(26);
  const own = header.toString('latin1', localHeaderBytes, localHeaderBytes + nameBytes);
  if (header.readUInt32LE(0) !== 0x0403_4b50 || own !== name)
    throw broken(`its part "${name}" is not where its directory says`);
  return start + localHeaderBytes + nameBytes + header.readUInt16LE(28);
}

async function unpack(
  packed: Buffer,
  { maxBytes, method }: { readonly method: number; readonly maxBytes: number },
): Promise<Buffer> {
  if (method !== 8) throw broken('parts of it are packed by a method that is not understood');
  try {
    return await inflate(packed, { maxOutputLength: maxBytes });
  } catch {
    throw broken('parts of it cannot be unpacked');
  }
}

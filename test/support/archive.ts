import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { zipArchive } from '../file-structure/zip-archive.js';

/** Name → content; what is no text or bytes is JSON. */
export type ArchiveContent = Readonly<Record<string, unknown>>;

/** A ZIP archive of exactly this. */
export function archiveOf(content: ArchiveContent): Buffer {
  return zipArchive(
    Object.entries(content).map(([name, value]) => ({ name, content: bytesOf(value) })),
  );
}

/** What is in one: JSON parsed, everything else as bytes. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into documents of all shapes
export async function contentOf(archive: Buffer): Promise<Record<string, any>> {
  const zip = await fromBufferPromise(archive, { lazyEntries: true });
  const content: Record<string, unknown> = {};
  for await (const entry of zip.eachEntry()) {
    const bytes = await buffer(await zip.openReadStreamPromise(entry));
    content[entry.fileName] = entry.fileName.endsWith('.json')
      ? JSON.parse(bytes.toString())
      : bytes;
  }
  return content;
}

/** The archive with other bytes at an offset in the entry that its directory has of a file. */
export function withDirectory(archive: Buffer, name: string, at: number, value: number): Buffer {
  const changed = Buffer.from(archive);
  const named = changed.lastIndexOf(name);
  changed.writeUInt32LE(value, named - directoryHeaderBytes + at);
  return changed;
}

const directoryHeaderBytes = 46;

function bytesOf(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
}

import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { DatabaseDump } from '../database/dump/database-dump.js';
import { Tally } from '../media/ledger/sweeper.report.js';
import { type MediaFormat, extensionOf } from '../media/media-formats.js';
import { originalPart } from '../media/media-url.js';
import type { FileStorage } from '../storage/file-storage.js';
import { type FileName, type StorageKey, fileName } from '../storage/storage-key.js';
import { StorageError } from '../storage/storage-error.js';
import { ArchiveWriter } from './archive.writer.js';
import { type BackupSummary, manifestEntry, manifestOf, summaryEntry } from './backup.manifest.js';
import { lineChunks } from './row-chunks.js';

/** What is backed up, and from where. */
export interface BackupSource {
  readonly databaseUrl: string;
  readonly storage: FileStorage;
}

/** Of the ledger: a file that rows of the snapshot may show. */
interface PromisedFile {
  readonly name: FileName;
  readonly bytes: number;
}

/** Uploads that have not ended: their parts are no files yet, and a client that finds none begins anew. */
const underWay = ['resumable_uploads'];

/** Keys and formats have no character that COPY would escape. */
const promisedFiles = "SELECT key, format, bytes FROM media_files WHERE state = 'stored'";

/**
 * Writes all rows as they are at one instant, and then the files that they show, into an archive. Writes go on
 * meanwhile; only the erasing of files waits.
 *
 * Renditions are not among the files: the first GET of each makes it anew.
 *
 * @param path of the archive
 * @throws BackupError, StorageError; nothing is left then
 */
export async function backUp(source: BackupSource, path: string): Promise<BackupSummary> {
  const dump = await DatabaseDump.open(source.databaseUrl, underWay);
  try {
    const archive = await ArchiveWriter.create(path);
    try {
      const summary = await fill(archive, dump, { ...source, path });
      await archive.addBytes(summaryEntry, json(summary));
      await dump.requireHeld();
      await archive.seal();
      return summary;
    } finally {
      await archive.close();
    }
  } finally {
    await dump.close();
  }
}

async function fill(
  archive: ArchiveWriter,
  dump: DatabaseDump,
  { path, storage }: BackupSource & { readonly path: string },
): Promise<BackupSummary> {
  const list = `${path}.files.partial`;
  try {
    await archive.addBytes(manifestEntry, json(manifestOf(dump.catalogue)));
    const rows = await addRows(archive, dump);
    await keepList(dump, list);
    await dump.endSnapshot();
    return { rows, ...(await addFiles(archive, storage, promised(list))) };
  } finally {
    await rm(list, { force: true });
  }
}

async function addRows(archive: ArchiveWriter, dump: DatabaseDump): Promise<BackupSummary['rows']> {
  const counts: Record<string, number> = {};
  for (const table of dump.catalogue.tables) {
    const copy = dump.rowsOf(table);
    let part = 0;
    for await (const chunk of lineChunks(copy))
      await archive.addBytes(`rows/${table.name}/${String((part += 1)).padStart(6, '0')}`, chunk);
    if (copy.rowCount > 0) counts[table.name] = copy.rowCount;
  }
  return counts;
}

/** On disk: it may be long, and Postgres should not have to remember its snapshot until the last file is read. */
async function keepList(dump: DatabaseDump, list: string): Promise<void> {
  await pipeline(dump.rowsFrom(promisedFiles), createWriteStream(list, { mode: 0o600 }));
}

async function* promised(list: string): AsyncGenerator<PromisedFile> {
  for await (const line of createInterface({
    input: createReadStream(list),
    crlfDelay: Infinity,
  })) {
    const [key, format, bytes] = line.split('\t') as [StorageKey, MediaFormat, string];
    yield { name: fileName(key, originalPart, extensionOf(format)), bytes: Number(bytes) };
  }
}

async function addFiles(
  archive: ArchiveWriter,
  storage: FileStorage,
  files: AsyncIterable<PromisedFile>,
): Promise<Omit<BackupSummary, 'rows'>> {
  const missing = new Tally();
  let count = 0;
  let fileBytes = 0;
  for await (const { bytes, name } of files) {
    if (!(await addFile(archive, storage, { name, bytes }))) {
      missing.add(name);
      continue;
    }
    count += 1;
    fileBytes += bytes;
  }
  return { files: count, fileBytes, missing: missing.finding };
}

/** @returns false where there is no such file, or one of another length */
async function addFile(
  archive: ArchiveWriter,
  storage: FileStorage,
  { bytes, name }: PromisedFile,
): Promise<boolean> {
  try {
    if ((await storage.stat(name))?.bytes !== bytes) return false;
    await archive.add(`files/${name}`, bytes, await storage.read(name));
    return true;
  } catch (error) {
    if (error instanceof StorageError && error.fault === 'not-found') return false;
    throw error;
  }
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

import { text } from 'node:stream/consumers';
import { BackupError } from '../database/dump/backup-error.js';
import { DatabaseRestoration } from '../database/dump/database-restoration.js';
import type { FileStorage } from '../storage/file-storage.js';
import { parseFileName } from '../storage/storage-key.js';
import { type ArchiveEntry, entriesOf } from './archive.reader.js';
import {
  type BackupManifest,
  type BackupSummary,
  manifestEntry,
  parseManifest,
  parseSummary,
  strange,
  summaryEntry,
} from './backup.manifest.js';
import { RestoredFiles } from './restored-files.js';

/** Where to; both have to be empty. */
export interface RestoreTarget {
  readonly databaseUrl: string;
  readonly storage: FileStorage;
}

/** What has been read of an archive so far. */
interface Progress {
  readonly manifest: BackupManifest;
  readonly database: DatabaseRestoration;
  readonly files: RestoredFiles;
  readonly rows: Record<string, number>;
  fileCount: number;
}

/**
 * Brings back what `backUp` has written: all of it, or nothing.
 *
 * @throws BackupError, StorageError; database and storage are as empty as before then, or the next restoration of
 *   the same backup makes them so
 */
export async function restore(target: RestoreTarget, path: string): Promise<BackupSummary> {
  const entries = entriesOf(path);
  const manifest = await readManifest(entries);
  const database = await DatabaseRestoration.begin(target.databaseUrl, manifest.id);
  try {
    await database.makeSchema(manifest);
    const files = await RestoredFiles.begin(target.storage, manifest.id);
    return await fill(entries, { manifest, database, files, rows: {}, fileCount: 0 });
  } finally {
    await database.close();
    await entries.return(undefined);
  }
}

async function fill(
  entries: AsyncIterable<ArchiveEntry>,
  progress: Progress,
): Promise<BackupSummary> {
  const { database, files, manifest } = progress;
  const summary = await undoing(files, async () => {
    const read = await readAll(entries, progress);
    await database.complete(manifest);
    return read;
  });
  // From here on nobody may take the files back: where its answer is lost, a commit may have been carried out.
  await database.commit();
  // All is back. A mark that stays is a file that nothing refers to, and goes with a sweep.
  await files.keep().catch(() => {});
  return summary;
}

async function undoing<T>(files: RestoredFiles, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // What a storage does not let go of has its mark: the next restoration of this backup removes it.
    await files.undo().catch(() => {});
    throw error;
  }
}

async function readManifest(entries: AsyncGenerator<ArchiveEntry>): Promise<BackupManifest> {
  const first = await entries.next();
  if (first.done === true || first.value.name !== manifestEntry) throw strange();
  return parseManifest(await text(first.value.content));
}

/** To the very end: only then the archive is known to be whole. */
async function readAll(
  entries: AsyncIterable<ArchiveEntry>,
  progress: Progress,
): Promise<BackupSummary> {
  let summary: BackupSummary | undefined;
  for await (const entry of entries)
    if (entry.name === summaryEntry) summary = parseSummary(await text(entry.content));
    else await take(entry, progress);
  if (summary === undefined) throw strange();
  requireSame(summary, progress);
  return summary;
}

async function take({ content, name }: ArchiveEntry, progress: Progress): Promise<void> {
  const [room, rest] = parts(name);
  if (room === 'rows') {
    const table = progress.manifest.tables.find((one) => one.name === parts(rest)[0]);
    if (table === undefined) throw strange();
    const loaded = await progress.database.load(table, content);
    progress.rows[table.name] = (progress.rows[table.name] ?? 0) + loaded;
    return;
  }
  const file = parseFileName(rest);
  if (room !== 'files' || file === null) throw strange();
  await progress.files.put(file, content);
  progress.fileCount += 1;
}

function requireSame({ files, rows }: BackupSummary, progress: Progress): void {
  const same =
    files === progress.fileCount &&
    Object.keys(rows).length === Object.keys(progress.rows).length &&
    Object.entries(rows).every(([table, count]) => progress.rows[table] === count);
  if (!same) throw new BackupError('The backup does not hold what it says that it holds.');
}

/** `rows/events/000001` → `rows` and `events/000001` */
function parts(name: string): readonly [string, string] {
  const slash = name.indexOf('/');
  return [name.slice(0, Math.max(slash, 0)), name.slice(slash + 1)];
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { BackupError } from '../database/dump/backup-error.js';
import { checksumLine, checksumsEntry, summed } from './checksums.js';

export interface ArchiveEntry {
  readonly name: string;
  readonly content: Readable;
}

/** What the declarations of tar-stream do not say: that its chunks are buffers. */
interface TarEntry extends AsyncIterable<Buffer> {
  readonly header: { readonly name: string };
}

/**
 * Reads an archive from its begin to its end. Nothing is to be believed before all has come: only the last entry
 * tells the checksums of the others.
 *
 * @throws BackupError where the archive is no whole one
 */
export async function* entriesOf(path: string): AsyncGenerator<ArchiveEntry> {
  const sums = createHash('sha256');
  for await (const entry of tarEntries(path)) {
    const { name } = entry.header;
    if (name === checksumsEntry) {
      await requireSums(readable(path, entry), sums.digest('hex'));
      return;
    }
    const hash = createHash('sha256');
    const content = Readable.from(readable(path, summed(entry, hash)), { objectMode: false });
    yield { name, content };
    await finished(content.resume());
    sums.update(checksumLine(name, hash.digest('hex')));
  }
  throw new BackupError(`The backup ${path} is not whole: its end is missing.`);
}

async function* tarEntries(path: string): AsyncGenerator<TarEntry> {
  const tar = extract();
  const reading = pipeline(createReadStream(path), tar);
  reading.catch(() => {});
  try {
    yield* readable(path, tar as AsyncIterable<TarEntry>);
    await reading;
  } finally {
    tar.destroy();
  }
}

/** What tar-stream says of a file that ends early is about bytes. */
async function* readable<T>(path: string, source: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (cause) {
    if (cause instanceof BackupError) throw cause;
    const reason = (cause as Error).message;
    throw new BackupError(`The backup ${path} cannot be read: ${reason}.`, { cause });
  }
}

/** A line for each file: as many as there are, so that they are not gathered either. */
async function requireSums(written: AsyncIterable<Buffer>, found: string): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of written) hash.update(chunk);
  if (hash.digest('hex') === found) return;
  throw new BackupError(
    `The backup is damaged: unpack it, and sha256sum --check ${checksumsEntry} tells which files are.`,
  );
}

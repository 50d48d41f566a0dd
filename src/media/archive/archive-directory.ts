import type { Entry, ZipFile } from 'yauzl';
import { type Fault, JsonApiError } from '../../jsonapi/errors/fault.js';
import { archiveHoldsTooMuch, entryNotTaken } from './archive.errors.js';

export interface DirectoryLimits {
  readonly entries: number;
  /** Of all of them, unpacked. */
  readonly bytes: number;
}

const localHeaderBytes = 30;
const zip64Field = 0x0001;
const methods = new Set([0, 8]);

/**
 * The files of an archive by their names, as its directory describes them.
 *
 * @throws JsonApiError 413 for more than the limits, 422 with all entries that are not taken
 */
export async function readDirectory(
  zip: ZipFile,
  limits: DirectoryLimits,
): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > limits.entries)
    throw new JsonApiError(archiveHoldsTooMuch('files', limits.entries, zip.entryCount));
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const bytes = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  if (bytes > limits.bytes)
    throw new JsonApiError(archiveHoldsTooMuch('bytes, unpacked', limits.bytes, bytes));
  const faults = [...entries.flatMap(entryFaults), ...repeated(entries), ...overlapping(entries)];
  if (faults.length > 0) throw new JsonApiError(faults);
  return new Map(entries.map((entry) => [entry.fileName, entry]));
}

function entryFaults(entry: Entry): readonly Fault[] {
  const { compressionMethod, extraFields, fileName } = entry;
  if (fileName.endsWith('/')) return [entryNotTaken(fileName, 'it is a folder')];
  if (entry.isEncrypted()) return [entryNotTaken(fileName, 'it is encrypted')];
  if (!methods.has(compressionMethod))
    return [entryNotTaken(fileName, 'it is packed by a method that is not understood')];
  return extraFields.some(({ id }) => id === zip64Field)
    ? [entryNotTaken(fileName, 'it is written for archives of more than 4 GB')]
    : [];
}

function repeated(entries: readonly Entry[]): readonly Fault[] {
  const known = new Set<string>();
  return entries
    .filter(({ fileName }) => known.size === known.add(fileName).size)
    .map(({ fileName }) => entryNotTaken(fileName, 'its name stands in the archive twice'));
}

/** Two files in one place: so do bombs multiply, and readers disagree. */
function overlapping(entries: readonly Entry[]): readonly Fault[] {
  const ordered = entries.toSorted(
    (one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader,
  );
  return ordered
    .filter(
      (entry, index) => endOf(entry) > (ordered[index + 1] ?? beyond).relativeOffsetOfLocalHeader,
    )
    .map(({ fileName }) => entryNotTaken(fileName, 'it overlaps with another'));
}

const beyond = { relativeOffsetOfLocalHeader: Infinity };

function endOf({ compressedSize, fileNameLength, relativeOffsetOfLocalHeader }: Entry): number {
  return relativeOffsetOfLocalHeader + localHeaderBytes + fileNameLength + compressedSize;
}

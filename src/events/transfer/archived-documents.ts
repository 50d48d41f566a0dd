import { invalidDocument } from '../../jsonapi/errors/document.errors.js';
import { type Fault, JsonApiError } from '../../jsonapi/errors/fault.js';
import type { ArchiveConfig } from '../../media/archive/archive.config.js';
import {
  archiveDamaged,
  archiveHoldsTooMuch,
  entryNotTaken,
  inEntry,
} from '../../media/archive/archive.errors.js';
import type { ArchiveReader } from '../../media/archive/archive.reader.js';
import { documentName, manifest, manifestName, mediaFolder } from './archive-layout.js';
import { type Members, isObject } from '../../jsonapi/members.js';
import type { Travelling } from './travelling.js';

/** A resource object as it stands in an archive. */
export interface ArchivedResource {
  readonly travelling: Travelling;
  /** The document that it is in. */
  readonly entry: string;
  readonly body: Members;
  readonly index: number;
  readonly data: unknown;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * All resource objects of an archive, each type after those that it refers to.
 *
 * @throws JsonApiError 413, 422: what is wrong with the documents as such, and with files that nobody knows
 */
export async function readDocuments(
  archive: ArchiveReader,
  types: readonly Travelling[],
  limits: ArchiveConfig,
): Promise<readonly ArchivedResource[]> {
  requireRoom(archive, limits);
  const faults: Fault[] = [...unknownFaults(archive, types)];
  await requireManifest(archive);
  const resources: ArchivedResource[] = [];
  for (const travelling of types) {
    const entry = documentName(travelling.definition.type);
    if (archive.bytesOf(entry) === null) continue;
    const read = documentIn(await archive.read(entry));
    if ('fault' in read) {
      faults.push(inEntry(entry)(read.fault));
      continue;
    }
    const list = listIn(read.body);
    requireFew(resources.length + list.length, limits);
    for (const [index, data] of list.entries())
      resources.push({ travelling, entry, body: read.body, index, data });
  }
  const events = resources.filter(({ travelling }) => travelling.hangsBy === null);
  if (events.length !== 1 && faults.length === 0)
    faults.push(archiveDamaged(`it describes ${events.length} events, and not one`));
  if (faults.length > 0) throw new JsonApiError(faults);
  return resources;
}

/** Of each document before anything is made of what it lists: in ten megabytes of zeros there are five million. */
function requireFew(count: number, { archiveMaxResources: limit }: ArchiveConfig): void {
  if (count > limit) throw new JsonApiError(archiveHoldsTooMuch('resources', limit, count));
}

/** Nothing is unpacked before all of it is known to have room. */
function requireRoom(archive: ArchiveReader, { archiveMaxJsonBytes: limit }: ArchiveConfig): void {
  const names = archive.names.filter((name) => !name.startsWith(mediaFolder));
  const bytes = names.reduce((sum, name) => sum + (archive.bytesOf(name) ?? 0), 0);
  if (bytes > limit) throw new JsonApiError(archiveHoldsTooMuch('bytes of JSON', limit, bytes));
}

function unknownFaults(archive: ArchiveReader, types: readonly Travelling[]): readonly Fault[] {
  const known = new Set([
    manifestName,
    ...types.map(({ definition }) => documentName(definition.type)),
  ]);
  return archive.names
    .filter((name) => !known.has(name) && !name.startsWith(mediaFolder))
    .map((name) => entryNotTaken(name, 'it is no part of an event'));
}

async function requireManifest(archive: ArchiveReader): Promise<void> {
  if (archive.bytesOf(manifestName) === null)
    throw new JsonApiError(archiveDamaged(`it has no ${manifestName}`));
  const read = documentIn(await archive.read(manifestName));
  const { format, version } = 'body' in read ? read.body : {};
  if (format !== manifest.format || version !== manifest.version)
    throw new JsonApiError(
      entryNotTaken(
        manifestName,
        `it is not of the format ${manifest.format}, version ${manifest.version}`,
      ),
    );
}

function documentIn(bytes: Buffer): { readonly body: Members } | { readonly fault: Fault } {
  try {
    const body = JSON.parse(utf8.decode(bytes)) as unknown;
    if (isObject(body)) return { body };
  } catch {
    // Told below, as everything else that is no document.
  }
  return { fault: invalidDocument('', 'The document must be a JSON object in UTF-8.') };
}

function listIn({ data }: Members): readonly unknown[] {
  return Array.isArray(data) ? data : [data];
}

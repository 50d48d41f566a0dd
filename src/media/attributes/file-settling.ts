import type { RowValues } from '../../database/resource.writer.js';
import type { Path } from '../../jsonapi/errors/pointer.js';
import type { Fault } from '../../jsonapi/errors/fault.js';
import type { ResourceDocument } from '../../jsonapi/request/resource-document.js';
import type { LinkBuilder } from '../../jsonapi/response/link-builder.js';
import type { StorageKey } from '../../storage/storage-key.js';
import { foreignFileUrl } from '../file.errors.js';
import type { FileAttribute, FileValue } from './file.attribute.js';
import { FileReference, type Held, type SettledFile } from './file.codec.js';
import { foreignImageUrl, notAPicture } from '../media.errors.js';
import type { MediaFile } from '../ledger/media-file.entity.js';
import { contentTypeOf, isImageFormat } from '../media-formats.js';
import { mediaPrefix, originalUrl, parseMediaUrl } from '../media-url.js';
import { withAltText } from './image-alt.js';
import { givenUpMeanwhile } from '../ledger/storage-refusal.js';

export interface StagingContext {
  readonly document: ResourceDocument;
  readonly links: LinkBuilder;
  readonly callerId: string | null;
}

export interface Settling {
  /** Files that are locked and can be attached. */
  readonly claimed: ReadonlyMap<StorageKey, MediaFile>;
  /** The entity as it stands, null on create. */
  readonly current: RowValues | null;
  readonly context: StagingContext;
}

/** What a file attribute becomes. */
export interface SettledAttribute extends FileAttribute {
  /** What the row is to hold; undefined where nothing changes. */
  readonly stored: unknown;
  readonly before: ReadonlySet<StorageKey>;
  readonly after: ReadonlySet<StorageKey>;
  readonly faults: readonly Fault[];
}

/**
 * All files that a write may attach to an attribute or detach from it.
 *
 * @param value with files of the ledger and references in its places
 */
export function keysNamedBy(
  { codec, property, value }: FileValue,
  current: RowValues | null,
  { links }: StagingContext,
): readonly StorageKey[] {
  const wanted = codec.heldIn(value).flatMap(({ held }) => {
    if (!(held instanceof FileReference)) return (held as MediaFile).key;
    return keyIn(links.filePath(held.url) ?? '');
  });
  return [...wanted, ...codec.urlsIn(current?.[property]).flatMap(keyIn)];
}

/**
 * @param staged with files of the ledger and references in its places
 * @throws JsonApiError 503 where the sweeper gave up a file that took too long
 */
export function settle(staged: FileValue, settling: Settling): SettledAttribute {
  const { codec, property, value } = staged;
  const present = settling.current?.[property];
  const urls = codec.urlsIn(present);
  const before = new Set(urls.flatMap(keyIn));
  const after = value === undefined ? before : new Set<StorageKey>();
  const faults: Fault[] = [];
  const settled = codec.fill(value, (held, path) => {
    const one = settleOne(held, { staged, path, urls }, settling);
    if ('fault' in one) faults.push(one.fault);
    else if (one.key !== null) after.add(one.key);
    return 'fault' in one ? null : one.content;
  });
  if (faults.length > 0) return { ...staged, stored: undefined, before, after, faults };
  const { document } = settling.context;
  const described = withAltText(codec.store(settled, present), staged, { document, present });
  return { ...staged, before, after, ...described };
}

/** A place in an attribute's value. */
interface Place {
  readonly staged: FileValue;
  /** Within the attribute. */
  readonly path: Path;
  /** What the row shows in the attribute now. */
  readonly urls: readonly string[];
}

type Outcome =
  { readonly content: SettledFile; readonly key: StorageKey | null } | { readonly fault: Fault };

function settleOne(held: Held, place: Place, settling: Settling): Outcome {
  const { claimed, context } = settling;
  if (!(held instanceof FileReference)) {
    const file = claimed.get((held as MediaFile).key);
    if (file === undefined) throw givenUpMeanwhile();
    return { content: file, key: file.key };
  }
  const path = context.links.filePath(held.url);
  if (path !== null && place.urls.includes(path))
    return { content: path, key: keyIn(path)[0] ?? null };
  const isOurs = path?.startsWith(`${mediaPrefix}/`) === true;
  if (!isOurs && place.staged.codec.kind === 'file') return { content: held.url, key: null };
  return takeUpload(path ?? '', place, settling);
}

/** Of the caller's own files only, and by the URL that they were answered with. */
function takeUpload(url: string, { path, staged }: Place, { claimed, context }: Settling): Outcome {
  const { attribute, codec } = staged;
  const [file] = keyIn(url).map((key) => claimed.get(key));
  const isMine = context.callerId !== null && file?.ownerId === context.callerId;
  const pointer = context.document.pointerTo(attribute, ...path);
  const isPicture = codec.kind === 'picture';
  if (!isMine || file.state !== 'stored' || originalUrl(file.key, file.format) !== url)
    return { fault: isPicture ? foreignImageUrl(pointer) : foreignFileUrl(pointer) };
  if (isPicture && !isImageFormat(file.format))
    return { fault: notAPicture(pointer, contentTypeOf(file.format)) };
  return { content: file, key: file.key };
}

/** Empty where the URL is none of this server's files. */
function keyIn(url: string): readonly StorageKey[] {
  const name = parseMediaUrl(url);
  return name === null ? [] : [name.key];
}

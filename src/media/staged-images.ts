import type { Transaction } from '../database/transactions.js';
import type { RowValues } from '../database/resource.writer.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { StorageKey } from '../storage/storage-key.js';
import { type ImageAttribute, imageAttributesOf } from './image.attribute.js';
import type { ImageFormat } from './image-file.js';
import { ImageReference } from './image.codec.js';
import { foreignImageUrl } from './media.errors.js';
import type { MediaFile } from './media-file.entity.js';
import type { MediaLedger } from './media.ledger.js';
import { originalUrl, parseMediaUrl } from './media-url.js';
import { givenUpMeanwhile } from './storage-refusal.js';
import { type StoredImage, noImage } from './stored-image.entity.js';

/** What a document wants an image attribute to be. */
type Wanted =
  | { readonly kind: 'new'; readonly file: MediaFile }
  | { readonly kind: 'reference'; readonly url: string }
  | { readonly kind: 'none' };

export interface StagedImage {
  readonly image: ImageAttribute;
  readonly wanted: Wanted;
}

/** An attribute whose picture changes, and the file that it will hold. */
interface Change {
  readonly image: ImageAttribute;
  readonly file: MediaFile | null;
}

export interface StagingContext {
  readonly document: ResourceDocument;
  /** Scheme and authority of this server's URLs. */
  readonly publicUrl: string;
  readonly callerId: string | null;
}

/**
 * The pictures of one write: stored before the row is written, attached with it, discarded when it fails.
 * The order of calls is resolve, attach, then complete after the commit or discard after a failure.
 */
export class StagedImages {
  #changes: readonly Change[] = [];
  #doomed: readonly StorageKey[] = [];

  constructor(
    private readonly ledger: MediaLedger,
    private readonly staged: readonly StagedImage[],
    private readonly context: StagingContext,
  ) {}

  /**
   * @param current the entity as it stands, null on create
   * @returns the values of the row's picture columns; attributes whose picture stays are not among them
   * @throws JsonApiError 422 at each attribute whose URL is none of the caller's uploads; 503 where the sweeper
   *   gave up a picture that took too long
   */
  async resolve(transaction: Transaction, current: RowValues | null): Promise<RowValues> {
    const faults = [];
    const changes: Change[] = [];
    await this.ledger.lock(transaction, this.#shared(current));
    for (const { image, wanted } of this.staged) {
      const present = presentUrl(image, current);
      if (present !== null && wanted.kind === 'reference' && this.#path(wanted.url) === present)
        continue;
      const file = await this.#fileOf(transaction, wanted);
      if (file === undefined)
        faults.push(foreignImageUrl(this.context.document.pointerTo(image.attribute)));
      else if (file !== null || present !== null) changes.push({ image, file });
    }
    if (faults.length > 0) throw new JsonApiError(faults);
    this.#changes = changes;
    return Object.fromEntries(changes.map(({ file, image }) => [image.property, columnsOf(file)]));
  }

  /** In the transaction that writes the row. */
  async attach(
    transaction: Transaction,
    definition: ResourceDefinition,
    id: string,
  ): Promise<void> {
    const doomed: (StorageKey | null)[] = [];
    for (const { file, image } of this.#changes) {
      const holder = { definition, id, attribute: image.attribute.name };
      doomed.push(await this.ledger.detach(transaction, holder));
      if (file !== null) await this.ledger.attach(transaction, file.key, holder);
    }
    this.#doomed = doomed.filter((key) => key !== null);
  }

  /** After the commit: what the row refers to no more is erased. */
  async complete(): Promise<void> {
    await this.ledger.erase(this.#doomed);
  }

  /** After a failure: what was stored for this write is erased. */
  async discard(): Promise<void> {
    const keys = this.staged.flatMap(({ wanted }) =>
      wanted.kind === 'new' ? [wanted.file.key] : [],
    );
    await Promise.all(keys.map((key) => this.ledger.discard(key)));
  }

  /** @returns undefined where the caller may not attach what he names */
  async #fileOf(transaction: Transaction, wanted: Wanted): Promise<MediaFile | null | undefined> {
    if (wanted.kind === 'none') return null;
    if (wanted.kind === 'new') {
      const claimed = await this.ledger.claim(transaction, wanted.file.key);
      if (claimed === null) throw givenUpMeanwhile();
      return claimed;
    }
    const path = this.#path(wanted.url);
    const name = path === null ? null : parseMediaUrl(path);
    if (name === null) return undefined;
    const file = await this.ledger.claim(transaction, name.key);
    const mine = file?.state === 'stored' && file.ownerId === this.context.callerId;
    return mine && originalUrl(file.key, file.format) === path ? file : undefined;
  }

  /** The files that other transactions may want to lock, too: those that are there already. */
  #shared(current: RowValues | null): readonly StorageKey[] {
    const urls = this.staged.flatMap(({ image, wanted }) => [
      presentUrl(image, current),
      wanted.kind === 'reference' ? this.#path(wanted.url) : null,
    ]);
    return urls.flatMap((url) => parseMediaUrl(url ?? '')?.key ?? []);
  }

  /** Absolute URLs of this server become root-relative; others are none of its files. */
  #path(url: string): string | null {
    if (url.startsWith('/')) return url;
    const { publicUrl } = this.context;
    return url.startsWith(`${publicUrl}/`) ? url.slice(publicUrl.length) : null;
  }
}

function presentUrl({ property }: ImageAttribute, current: RowValues | null): string | null {
  return (current?.[property] as StoredImage | undefined)?.url ?? null;
}

function columnsOf(file: MediaFile | null): StoredImage {
  if (file === null) return noImage;
  const { bytes, height, key, placeholder, width } = file;
  const type = file.format as ImageFormat;
  return { url: originalUrl(key, type), width, height, bytes, type, placeholder, alt: null };
}

/** The image attributes that a document sets. */
export function imagesIn(document: ResourceDocument): readonly [ImageAttribute, unknown][] {
  return imageAttributesOf(document.definition)
    .filter(({ attribute }) => document.has(attribute))
    .map((image) => [image, document.attributes.get(image.attribute)]);
}

export function wantedOf(value: unknown): Exclude<Wanted, { readonly kind: 'new' }> | null {
  if (value === null) return { kind: 'none' };
  return value instanceof ImageReference ? { kind: 'reference', url: value.url } : null;
}

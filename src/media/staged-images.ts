import type { Transaction } from '../database/transactions.js';
import type { RowValues } from '../database/resource.writer.js';
import { type Fault, JsonApiError } from '../jsonapi/errors/fault.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { LinkBuilder } from '../jsonapi/response/link-builder.js';
import type { StorageKey } from '../storage/storage-key.js';
import type { ImageAttribute } from './image.attribute.js';
import type { ImageFormat } from './image-file.js';
import { altWithoutPicture, foreignImageUrl } from './media.errors.js';
import type { MediaFile } from './media-file.entity.js';
import type { MediaLedger } from './media.ledger.js';
import { originalUrl, parseMediaUrl } from './media-url.js';
import { givenUpMeanwhile } from './storage-refusal.js';
import { type StoredImage, noImage } from './stored-image.entity.js';
import type { Wanted, WantedImage } from './wanted-image.js';

/** What a document says of an image attribute; a new picture is stored by now. */
export interface StagedImage extends Omit<WantedImage, 'wanted'> {
  readonly wanted:
    Exclude<Wanted, { readonly kind: 'new' }> | { readonly kind: 'new'; readonly file: MediaFile };
}

/** An attribute whose picture changes, and the file that it will hold. */
interface Change {
  readonly image: ImageAttribute;
  readonly file: MediaFile | null;
}

/** What a write makes of an image attribute; nothing where all stays as it is. */
interface Outcome {
  readonly fault?: Fault;
  readonly change?: Change;
  readonly columns?: Partial<StoredImage>;
}

export interface StagingContext {
  readonly document: ResourceDocument;
  readonly links: LinkBuilder;
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
   * @returns the values of the row's picture columns; attributes that stay as they are are not among them
   * @throws JsonApiError 422 at each attribute whose URL is none of the caller's uploads, and at each alt text
   *   that has no picture; 503 where the sweeper gave up a picture that took too long
   */
  async resolve(transaction: Transaction, current: RowValues | null): Promise<RowValues> {
    const values: Record<string, Partial<StoredImage>> = {};
    const faults: Fault[] = [];
    const changes: Change[] = [];
    await this.ledger.lock(transaction, this.#shared(current));
    for (const staged of this.staged) {
      const before = presentIn(current, staged.image);
      const { change, columns, fault } = await this.#outcome(transaction, staged, before);
      if (fault !== undefined) faults.push(fault);
      if (change !== undefined) changes.push(change);
      if (columns !== undefined) values[staged.image.property] = columns;
    }
    if (faults.length > 0) throw new JsonApiError(faults);
    this.#changes = changes;
    return values;
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

  async #outcome(
    transaction: Transaction,
    staged: StagedImage,
    before: StoredImage | null,
  ): Promise<Outcome> {
    const { alt, image, wanted } = staged;
    if (this.#stays(wanted, before)) return this.#described(staged, before);
    const file = await this.#fileOf(transaction, wanted);
    if (file === undefined)
      return { fault: foreignImageUrl(this.context.document.pointerTo(image.attribute)) };
    // A text that is sent with the removal of its picture goes with it: clients send whole documents.
    return { change: { image, file }, columns: columnsOf(file, alt ?? null) };
  }

  #stays(wanted: StagedImage['wanted'], before: StoredImage | null): boolean {
    if (wanted.kind === 'reference')
      return before !== null && this.#path(wanted.url) === before.url;
    return wanted.kind === 'kept' || (wanted.kind === 'none' && before === null);
  }

  /** A picture that stays may get another text; where there is none, there is nothing to describe. */
  #described({ alt, image }: StagedImage, before: StoredImage | null): Outcome {
    if (alt === undefined) return {};
    if (before !== null) return { columns: { alt } };
    return alt === null
      ? {}
      : {
          fault: altWithoutPicture(
            this.context.document.pointerTo(image.alt),
            image.attribute.name,
          ),
        };
  }

  /** @returns undefined where the caller may not attach what he names */
  async #fileOf(
    transaction: Transaction,
    wanted: StagedImage['wanted'],
  ): Promise<MediaFile | null | undefined> {
    if (wanted.kind === 'new') {
      const claimed = await this.ledger.claim(transaction, wanted.file.key);
      if (claimed === null) throw givenUpMeanwhile();
      return claimed;
    }
    if (wanted.kind !== 'reference') return null;
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
      presentIn(current, image)?.url,
      wanted.kind === 'reference' ? this.#path(wanted.url) : null,
    ]);
    return urls.flatMap((url) => parseMediaUrl(url ?? '')?.key ?? []);
  }

  /** Absolute URLs of this server become root-relative; others are none of its files. */
  #path(url: string): string | null {
    return this.context.links.filePath(url);
  }
}

/** @returns null where there is no picture */
function presentIn(current: RowValues | null, { property }: ImageAttribute): StoredImage | null {
  const image = current?.[property] as StoredImage | undefined;
  return image === undefined || image.url === null ? null : image;
}

function columnsOf(file: MediaFile | null, alt: string | null): StoredImage {
  if (file === null) return noImage;
  const { bytes, height, key, placeholder, width } = file;
  const type = file.format as ImageFormat;
  return { url: originalUrl(key, type), width, height, bytes, type, placeholder, alt };
}

import { Injectable, Logger } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { FileStorage } from '../storage/file-storage.js';
import { type StorageKey, createKey, fileName } from '../storage/storage-key.js';
import type { ImageFile } from './image-file.js';
import { contentTypes } from './image-formats.js';
import { MediaAttachment } from './media-attachment.entity.js';
import { MediaFile } from './media-file.entity.js';
import { extensions, originalPart } from './media-url.js';
import { storageRefusal } from './storage-refusal.js';

/** The attribute of a row that refers to a file. */
export interface Holder {
  readonly definition: ResourceDefinition;
  readonly id: string;
  /** Member name. */
  readonly attribute: string;
}

/**
 * Keeps rows and files in agreement: a file is in the ledger before it exists and until it is gone, and who
 * refers to it changes in the transaction that changes the row. A crash at any instant leaves, at worst, a
 * file that the ledger knows and nothing refers to.
 */
@Injectable()
export class MediaLedger {
  readonly #logger = new Logger('MediaLedger');

  constructor(
    private readonly transactions: Transactions,
    private readonly storage: FileStorage,
  ) {}

  /**
   * Ledger first, then bytes. The file stays `writing` until somebody takes it over.
   *
   * @param folder resource type, or `upload` where none is known yet
   * @throws JsonApiError 503 or 507 where the storage fails; nothing is left behind then
   */
  async store(image: ImageFile, folder: string, ownerId: string | null): Promise<MediaFile> {
    const { bytes, format, height, placeholder, width } = image;
    const file = this.transactions.single.create(MediaFile, {
      key: createKey(folder),
      state: 'writing',
      ownerId,
      format,
      bytes,
      width,
      height,
      placeholder,
    });
    await this.transactions.single.insert(MediaFile, file);
    try {
      await this.#put(file.key, image);
    } catch (error) {
      await this.discard(file.key);
      throw storageRefusal(error);
    }
    return file;
  }

  /** An upload belongs to nobody's row yet; it may be attached from now on. */
  async release(transaction: Transaction, key: StorageKey): Promise<void> {
    await transaction.update(MediaFile, { key, state: 'writing' }, { state: 'stored' });
  }

  /** @returns the file, locked until the transaction ends; null where there is none to attach */
  async claim(transaction: Transaction, key: StorageKey): Promise<MediaFile | null> {
    const file = await transaction.findOne(MediaFile, {
      where: { key },
      lock: { mode: 'pessimistic_write' },
    });
    return file?.state === 'doomed' ? null : file;
  }

  /** Takes a claimed file into a row. */
  async attach(transaction: Transaction, key: StorageKey, holder: Holder): Promise<void> {
    await transaction.update(MediaFile, { key }, { state: 'stored' });
    await transaction.insert(MediaAttachment, { ...keyOf(holder), fileKey: key });
  }

  /** @returns the key when this was the last that referred to it: then erase it after the commit */
  async detach(transaction: Transaction, holder: Holder): Promise<StorageKey | null> {
    const attachment = await transaction.findOneBy(MediaAttachment, keyOf(holder));
    if (attachment === null) return null;
    const { fileKey: key } = attachment;
    await this.claim(transaction, key);
    await transaction.delete(MediaAttachment, keyOf(holder));
    if ((await transaction.countBy(MediaAttachment, { fileKey: key })) > 0) return null;
    await transaction.update(MediaFile, { key }, { state: 'doomed' });
    return key;
  }

  /**
   * Undoes `store` when the next step has failed. Where nobody knows whether that step was committed, the
   * state tells: a file that a row has taken is `writing` no more.
   */
  async discard(key: StorageKey): Promise<void> {
    try {
      await this.transactions.single.update(
        MediaFile,
        { key, state: 'writing' },
        { state: 'doomed' },
      );
      await this.erase([key]);
    } catch (error) {
      this.#logger.warn(`${key} is left to the sweeper: ${String(error)}`);
    }
  }

  /** Bytes first, then the ledger; what fails here is found again by the sweeper. */
  async erase(keys: readonly StorageKey[]): Promise<void> {
    for (const key of keys) {
      if (!(await this.transactions.single.existsBy(MediaFile, { key, state: 'doomed' }))) continue;
      for await (const { name } of this.storage.list(`${key}/`)) await this.storage.delete(name);
      await this.transactions.single.delete(MediaFile, { key, state: 'doomed' });
    }
  }

  async #put(key: StorageKey, image: ImageFile): Promise<void> {
    const contentType = contentTypes[image.format];
    const original = fileName(key, originalPart, extensions[image.format]);
    await this.storage.putFile(original, image.path, contentType);
    await Promise.all(
      image.renditions.map(({ format, path, preset }) =>
        this.storage.putFile(fileName(key, preset, extensions[format]), path, contentTypes[format]),
      ),
    );
  }
}

function keyOf({ attribute, definition, id }: Holder) {
  return { resourceType: definition.type, resourceId: id, attribute };
}

import { Injectable } from '@nestjs/common';
import type { RowName } from '../database/resource.writer.js';
import type { Transaction } from '../database/transactions.js';
import { LinkBuilder } from '../jsonapi/response/link-builder.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import type { StorageKey } from '../storage/storage-key.js';
import type { MediaFile } from './media-file.entity.js';
import { MediaLedger } from './media.ledger.js';
import { type StagedImage, StagedImages } from './staged-images.js';
import { wantedImagesOf } from './wanted-image.js';

/** Stores the pictures of a document before its row is written. */
@Injectable()
export class ImageAttachments {
  constructor(
    private readonly ledger: MediaLedger,
    private readonly links: LinkBuilder,
  ) {}

  /**
   * @param document as the ImageUpload pipe left it
   * @throws JsonApiError 503 or 507; what was stored for the document until then is gone again
   */
  async stage(document: ResourceDocument, callerId: string | null): Promise<StagedImages> {
    const stored: MediaFile[] = [];
    const staged: StagedImage[] = [];
    try {
      for (const { wanted, ...said } of wantedImagesOf(document)) {
        if (wanted.kind !== 'new') {
          staged.push({ ...said, wanted });
          continue;
        }
        const file = await this.ledger.store(wanted.picture, document.definition.type, callerId);
        stored.push(file);
        staged.push({ ...said, wanted: { kind: 'new', file } });
      }
    } catch (error) {
      await Promise.all(stored.map(({ key }) => this.ledger.discard(key)));
      throw error;
    }
    const { links } = this;
    return new StagedImages(this.ledger, staged, { document, links, callerId });
  }

  /**
   * Lets go of all pictures of rows that are deleted.
   *
   * @returns what nobody else refers to: to be erased after the commit
   */
  async release(
    transaction: Transaction,
    rows: readonly RowName[],
  ): Promise<readonly StorageKey[]> {
    const keys: (StorageKey | null)[] = [];
    for (const holder of await this.ledger.holdersAmong(transaction, rows))
      keys.push(await this.ledger.detach(transaction, holder));
    return keys.filter((key) => key !== null);
  }

  async erase(keys: readonly StorageKey[]): Promise<void> {
    await this.ledger.erase(keys);
  }
}

import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { ResourceReader } from '../database/resource.reader.js';
import { type Transaction, Transactions } from '../database/transactions.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { ImageAttachments } from '../media/image-attachments.js';
import type { StagedImages } from '../media/staged-images.js';
import { ResourceAccess } from './resource-access.js';

/** Writes that happen together or not at all, the pictures in them included. */
export interface WriteUnit {
  readonly transaction: Transaction;
  readonly caller: Caller;
  /** Both see what the unit has written so far. */
  readonly reader: ResourceReader;
  readonly access: ResourceAccess;
  /** Of a document that the unit was begun with. */
  imagesOf(document: ResourceDocument): StagedImages;
}

/** Begins units: pictures are stored before the transaction, and discarded when it fails. */
@Injectable()
export class WriteUnits {
  constructor(
    private readonly transactions: Transactions,
    private readonly images: ImageAttachments,
    private readonly reader: ResourceReader,
    private readonly access: ResourceAccess,
  ) {}

  /**
   * @param documents all whose pictures the unit will attach
   * @throws JsonApiError 503 or 507 where the storage fails; whatever `work` throws
   */
  async run<T>(
    documents: readonly ResourceDocument[],
    caller: Caller,
    work: (unit: WriteUnit) => Promise<T>,
  ): Promise<T> {
    const staged = new Map<ResourceDocument, StagedImages>();
    let result: T;
    try {
      for (const document of documents) staged.set(document, await this.#stage(document, caller));
      result = await this.transactions.run((transaction) =>
        work(this.#unit(transaction, caller, staged)),
      );
    } catch (error) {
      await Promise.all([...staged.values()].map((images) => images.discard()));
      throw error;
    }
    for (const images of staged.values()) await images.complete();
    return result;
  }

  #stage(document: ResourceDocument, caller: Caller): Promise<StagedImages> {
    return this.images.stage(document, caller.kind === 'user' ? caller.id : null);
  }

  #unit(
    transaction: Transaction,
    caller: Caller,
    staged: ReadonlyMap<ResourceDocument, StagedImages>,
  ): WriteUnit {
    return {
      transaction,
      caller,
      reader: this.reader.in(transaction),
      access: this.access.in(transaction),
      imagesOf(document) {
        const images = staged.get(document);
        if (images === undefined) throw new Error('The unit was begun without this document');
        return images;
      },
    };
  }
}

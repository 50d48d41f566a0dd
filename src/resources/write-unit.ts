import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Dependants } from '../database/dependants.js';
import { ResourceReader } from '../database/resource.reader.js';
import type { RowName } from '../database/resource.writer.js';
import { type Transaction, Transactions } from '../database/transactions.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { ImageAttachments } from '../media/image-attachments.js';
import type { StagedImages } from '../media/staged-images.js';
import type { StorageKey } from '../storage/storage-key.js';
import { type Audiences, ResourceAccess } from './resource-access.js';

/** Writes that happen together or not at all, the pictures in them included. */
export interface WriteUnit {
  readonly transaction: Transaction;
  readonly caller: Caller;
  /** Both see what the unit has written so far. */
  readonly reader: ResourceReader;
  readonly access: ResourceAccess;
  /** Of a document that the unit was begun with. */
  imagesOf(document: ResourceDocument): StagedImages;
  /**
   * Lets go of all pictures of a row that is deleted, and of the rows that go with it; those that nobody else has
   * are erased after the commit.
   *
   * @param row locked
   */
  release(row: RowName): Promise<void>;
}

/** A write, its author found right. */
export interface JudgedWrite<E> {
  readonly unit: WriteUnit;
  /** Locked; null on create. */
  readonly current: E | null;
  readonly audiences: Audiences;
}

interface PicturesOfUnit {
  readonly staged: ReadonlyMap<ResourceDocument, StagedImages>;
  /** Of deleted rows. */
  readonly released: StorageKey[];
}

/** Begins units: pictures are stored before the transaction, and discarded when it fails. */
@Injectable()
export class WriteUnits {
  constructor(
    private readonly transactions: Transactions,
    private readonly images: ImageAttachments,
    private readonly reader: ResourceReader,
    private readonly access: ResourceAccess,
    private readonly dependants: Dependants,
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
    const released: StorageKey[] = [];
    let result: T;
    try {
      for (const document of documents) staged.set(document, await this.#stage(document, caller));
      result = await this.transactions.run((transaction) =>
        work(this.#unit(transaction, caller, { staged, released })),
      );
    } catch (error) {
      await Promise.all([...staged.values()].map((images) => images.discard()));
      throw error;
    }
    for (const images of staged.values()) await images.complete();
    await this.images.erase(released);
    return result;
  }

  #stage(document: ResourceDocument, caller: Caller): Promise<StagedImages> {
    return this.images.stage(document, caller.kind === 'user' ? caller.id : null);
  }

  #unit(transaction: Transaction, caller: Caller, { released, staged }: PicturesOfUnit): WriteUnit {
    const { dependants, images } = this;
    return {
      transaction,
      caller,
      reader: this.reader.in(transaction),
      access: this.access.in(transaction),
      imagesOf(document) {
        const own = staged.get(document);
        if (own === undefined) throw new Error('The unit was begun without this document');
        return own;
      },
      async release(row) {
        const rows = [row, ...(await dependants.lock(transaction, row))];
        released.push(...(await images.release(transaction, rows)));
      },
    };
  }
}

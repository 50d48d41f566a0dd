import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Dependants } from '../database/dependants.js';
import { type Reads, ReadsWithin } from '../database/replicated-reads.js';
import { ResourceReader } from '../database/resource.reader.js';
import type { RowName } from '../database/resource.writer.js';
import { type Transaction, Transactions } from '../database/transactions.js';
import type { ResourceDocument } from '../jsonapi/request/resource-document.js';
import { FileAttachments } from '../media/ledger/file-attachments.js';
import type { StagedFiles } from '../media/ledger/staged-files.js';
import type { StorageKey } from '../storage/storage-key.js';
import { type Audiences, ResourceAccess } from './resource-access.js';

/** Writes that happen together or not at all, the files in them included. */
export interface WriteUnit {
  readonly transaction: Transaction;
  readonly caller: Caller;
  /** Both see what the unit has written so far. */
  readonly reader: ResourceReader;
  readonly reads: Reads;
  readonly access: ResourceAccess;
  /** Of a document that the unit was begun with. */
  filesOf(document: ResourceDocument): StagedFiles;
  /**
   * Lets go of all files of a row that is deleted, and of the rows that go with it; those that nobody else has
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

interface FilesOfUnit {
  readonly staged: ReadonlyMap<ResourceDocument, StagedFiles>;
  /** Of deleted rows. */
  readonly released: StorageKey[];
}

/** Begins units: files are stored before the transaction, and discarded when it fails. */
@Injectable()
export class WriteUnits {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: FileAttachments,
    private readonly reader: ResourceReader,
    private readonly access: ResourceAccess,
    private readonly dependants: Dependants,
  ) {}

  /**
   * @param documents all whose files the unit will attach
   * @throws JsonApiError 503 or 507 where the storage fails; whatever `work` throws
   */
  async run<T>(
    documents: readonly ResourceDocument[],
    caller: Caller,
    work: (unit: WriteUnit) => Promise<T>,
  ): Promise<T> {
    const staged = new Map<ResourceDocument, StagedFiles>();
    const released: StorageKey[] = [];
    let result: T;
    try {
      for (const document of documents) staged.set(document, await this.#stage(document, caller));
      result = await this.transactions.run((transaction) =>
        work(this.#unit(transaction, caller, { staged, released })),
      );
    } catch (error) {
      await Promise.all([...staged.values()].map((files) => files.discard()));
      throw error;
    }
    for (const files of staged.values()) await files.complete();
    await this.files.erase(released);
    return result;
  }

  #stage(document: ResourceDocument, caller: Caller): Promise<StagedFiles> {
    return this.files.stage(document, caller.kind === 'user' ? caller.id : null);
  }

  #unit(transaction: Transaction, caller: Caller, { released, staged }: FilesOfUnit): WriteUnit {
    const { dependants, files } = this;
    const reader = this.reader.in(transaction);
    return {
      transaction,
      caller,
      reader,
      reads: new ReadsWithin(reader),
      access: this.access.in(transaction),
      filesOf(document) {
        const own = staged.get(document);
        if (own === undefined) throw new Error('The unit was begun without this document');
        return own;
      },
      async release(row) {
        const rows = [row, ...(await dependants.lock(transaction, row))];
        released.push(...(await files.release(transaction, rows)));
      },
    };
  }
}

import { Injectable } from '@nestjs/common';
import type { RowName } from '../../database/resource.writer.js';
import type { Transaction } from '../../database/transactions.js';
import { LinkBuilder } from '../../jsonapi/response/link-builder.js';
import type { ResourceDocument } from '../../jsonapi/request/resource-document.js';
import type { StorageKey } from '../../storage/storage-key.js';
import { AttachmentLedger } from './attachment.ledger.js';
import { type FileValue, fileValuesIn } from '../attributes/file.attribute.js';
import { FileReference, type Held } from '../attributes/file.codec.js';
import type { MediaFile } from './media-file.entity.js';
import { MediaLedger } from './media.ledger.js';
import type { ProvenFile } from '../proof/proven-file.js';
import { StagedFiles } from './staged-files.js';

/** Stores the files of a document before its row is written, and lets go of those of rows that are deleted. */
@Injectable()
export class FileAttachments {
  constructor(
    private readonly ledger: MediaLedger,
    private readonly attachments: AttachmentLedger,
    private readonly links: LinkBuilder,
  ) {}

  /**
   * @param document as the ImageUpload pipe left it
   * @throws JsonApiError 503 or 507; what was stored for the document until then is gone again
   */
  async stage(document: ResourceDocument, callerId: string | null): Promise<StagedFiles> {
    const sent = fileValuesIn(document);
    const files = new Map<Held, MediaFile>();
    try {
      for (const one of sent.flatMap(provenIn))
        files.set(one, await this.ledger.store(one, document.definition.type, callerId));
    } catch (error) {
      await Promise.all([...files.values()].map(({ key }) => this.ledger.discard(key)));
      throw error;
    }
    const values = sent.map((one) =>
      Object.assign({}, one, {
        value: one.codec.fill(one.value, (held) => files.get(held) ?? held),
      }),
    );
    const context = { document, links: this.links, callerId };
    const stored = [...files.values()];
    return new StagedFiles(this.ledger, this.attachments, { values, stored, context });
  }

  /**
   * @returns what nobody else refers to: to be erased after the commit
   */
  async release(
    transaction: Transaction,
    rows: readonly RowName[],
  ): Promise<readonly StorageKey[]> {
    const held = await this.attachments.attachmentsOf(transaction, rows);
    return this.attachments.detach(transaction, held);
  }

  async erase(keys: readonly StorageKey[]): Promise<void> {
    await this.ledger.erase(keys);
  }
}

function provenIn({ codec, value }: FileValue) {
  return codec
    .heldIn(value)
    .flatMap(({ held }) => (held instanceof FileReference ? [] : [held as ProvenFile]));
}

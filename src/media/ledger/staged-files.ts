import type { RowValues } from '../../database/resource.writer.js';
import type { Transaction } from '../../database/transactions.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import type { ResourceDefinition } from '../../jsonapi/resource/resource-definition.js';
import type { StorageKey } from '../../storage/storage-key.js';
import type { Attachment, AttachmentLedger } from './attachment.ledger.js';
import type { FileValue } from '../attributes/file.attribute.js';
import { type StagingContext, keysNamedBy, settle } from '../attributes/file-settling.js';
import type { MediaFile } from './media-file.entity.js';
import type { MediaLedger } from './media.ledger.js';

/** Files to which an attribute refers from now on, and to which it does so no more. */
interface Change {
  readonly attribute: string;
  readonly added: readonly StorageKey[];
  readonly removed: readonly StorageKey[];
}

/** What a document wants its file attributes to be, and the files that were stored for it. */
export interface StagedDocument {
  /** With files of the ledger and references in their places. */
  readonly values: readonly FileValue[];
  readonly stored: readonly MediaFile[];
  readonly context: StagingContext;
}

/**
 * The files of one write: stored before the row is written, attached with it, discarded when it fails. The order
 * of calls is resolve, attach, then complete after the commit or discard after a failure.
 */
export class StagedFiles {
  #changes: readonly Change[] = [];
  #doomed: readonly StorageKey[] = [];

  constructor(
    private readonly ledger: MediaLedger,
    private readonly attachments: AttachmentLedger,
    private readonly staged: StagedDocument,
  ) {}

  /**
   * @param current the entity as it stands, null on create
   * @returns the values of the row's file columns; attributes that stay as they are are not among them
   * @throws JsonApiError 415 or 422 at each place whose URL the caller may not attach there; 503 where the sweeper
   *   gave up a file that took too long
   */
  async resolve(transaction: Transaction, current: RowValues | null): Promise<RowValues> {
    const { context, values } = this.staged;
    const keys = values.flatMap((one) => keysNamedBy(one, current, context));
    const claimed = await this.attachments.claim(transaction, keys);
    const settled = values.map((one) => settle(one, { claimed, current, context }));
    const faults = settled.flatMap((one) => one.faults);
    if (faults.length > 0) throw new JsonApiError(faults);
    this.#changes = settled.map(({ attribute, after, before }) => ({
      attribute: attribute.name,
      added: [...after].filter((key) => !before.has(key)),
      removed: [...before].filter((key) => !after.has(key)),
    }));
    const columns = settled.filter(({ stored }) => stored !== undefined);
    return Object.fromEntries(columns.map(({ property, stored }) => [property, stored]));
  }

  /** In the transaction that writes the row; what moves from one attribute to another is never let go of. */
  async attach(
    transaction: Transaction,
    definition: ResourceDefinition,
    id: string,
  ): Promise<void> {
    const all = (side: 'added' | 'removed'): readonly Attachment[] =>
      this.#changes.flatMap(({ attribute, ...change }) =>
        change[side].map((key) => ({ definition, id, attribute, key })),
      );
    await this.attachments.attach(transaction, all('added'));
    this.#doomed = await this.attachments.detach(transaction, all('removed'));
  }

  /** After the commit: what the row refers to no more is erased. */
  async complete(): Promise<void> {
    await this.ledger.erase(this.#doomed);
  }

  /** After a failure: what was stored for this write is erased. */
  async discard(): Promise<void> {
    await Promise.all(this.staged.stored.map(({ key }) => this.ledger.discard(key)));
  }
}

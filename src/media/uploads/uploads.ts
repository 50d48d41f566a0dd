import { Injectable } from '@nestjs/common';
import type { Caller } from '../../auth/caller.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
import type { IdempotentRequest } from '../../idempotency/idempotent-request.js';
import type { FramedAnswer } from '../../jsonapi/response/answer.js';
import { EncodedBody } from '../../jsonapi/response/encoded-body.js';
import { LinkBuilder } from '../../jsonapi/response/link-builder.js';
import type { MediaFile } from '../ledger/media-file.entity.js';
import { MediaLedger } from '../ledger/media.ledger.js';
import { originalUrl } from '../media-url.js';
import type { ProvenFile } from '../proof/proven-file.js';

export interface ProvenUpload {
  readonly files: readonly ProvenFile[];
  /** Whether the answer is a list, however many there are. */
  readonly many: boolean;
}

/** Keeps files that belong to no resource yet. */
@Injectable()
export class Uploads {
  constructor(
    private readonly ledger: MediaLedger,
    private readonly links: LinkBuilder,
    private readonly transactions: Transactions,
  ) {}

  /**
   * @returns `{"url"}`, absolute, which an attribute of the caller's then takes; or `{"url": [...]}`
   * @throws JsonApiError 503 or 507; nothing is kept then
   */
  async keep(
    { files, many }: ProvenUpload,
    caller: Caller,
    idempotent: IdempotentRequest | null,
  ): Promise<FramedAnswer> {
    const ownerId = caller.kind === 'user' ? caller.id : null;
    return this.store(files, ownerId, async (transaction, urls) => {
      const body = EncodedBody.json({ url: many ? urls : urls[0] });
      const answer = { kind: 'framed', status: 200, headers: {}, body } as const;
      await idempotent?.begin(transaction);
      await idempotent?.keep(transaction, answer);
      return answer;
    });
  }

  /**
   * Stores all of the files or none.
   *
   * @param within what else happens in the transaction from which on they are uploads; it is given their absolute
   *   URLs, in their order
   * @throws JsonApiError 503 or 507, and whatever `within` throws; nothing is kept then
   */
  async store<T>(
    files: readonly ProvenFile[],
    ownerId: string | null,
    within: (transaction: Transaction, urls: readonly string[]) => Promise<T>,
  ): Promise<T> {
    const stored: MediaFile[] = [];
    try {
      for (const file of files) stored.push(await this.ledger.store(file, 'upload', ownerId));
      const urls = stored.map(({ format, key }) => this.links.file(originalUrl(key, format)));
      return await this.transactions.run(async (transaction) => {
        for (const { key } of stored) await this.ledger.release(transaction, key);
        return within(transaction, urls);
      });
    } catch (error) {
      await Promise.all(stored.map(({ key }) => this.ledger.discard(key)));
      throw error;
    }
  }
}

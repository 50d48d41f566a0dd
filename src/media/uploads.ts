import { Injectable } from '@nestjs/common';
import type { Caller } from '../auth/caller.js';
import { Transactions } from '../database/transactions.js';
import type { IdempotentRequest } from '../idempotency/idempotent-request.js';
import type { FramedAnswer } from '../jsonapi/response/answer.js';
import { EncodedBody } from '../jsonapi/response/encoded-body.js';
import { LinkBuilder } from '../jsonapi/response/link-builder.js';
import type { ImageFile } from './image-file.js';
import { MediaLedger } from './media.ledger.js';
import { originalUrl } from './media-url.js';

/** Keeps pictures that belong to no resource yet. */
@Injectable()
export class Uploads {
  constructor(
    private readonly ledger: MediaLedger,
    private readonly links: LinkBuilder,
    private readonly transactions: Transactions,
  ) {}

  /**
   * @returns `{"url"}`, absolute, which an image attribute of the caller's then takes
   * @throws JsonApiError 503 or 507; nothing is kept then
   */
  async keep(
    image: ImageFile,
    caller: Caller,
    idempotent: IdempotentRequest | null,
  ): Promise<FramedAnswer> {
    const ownerId = caller.kind === 'user' ? caller.id : null;
    const { key } = await this.ledger.store(image, 'upload', ownerId);
    const body = EncodedBody.json({ url: this.links.publicUrl + originalUrl(key, image.format) });
    const answer = { kind: 'framed', status: 200, headers: {}, body } as const;
    try {
      await this.transactions.run(async (transaction) => {
        await idempotent?.begin(transaction);
        await this.ledger.release(transaction, key);
        await idempotent?.keep(transaction, answer);
      });
    } catch (error) {
      await this.ledger.discard(key);
      throw error;
    }
    return answer;
  }
}

import { Injectable } from '@nestjs/common';
import { EncodedBody } from '../../jsonapi/response/encoded-body.js';
import { Transactions } from '../../database/transactions.js';
import { Outbox } from '../../mail/outbox.js';
import { type Attempt, AttemptLimits } from '../attempts/attempt-limits.js';
import type { MailedPurpose } from './mailed-token.entity.js';

/**
 * Takes requests for letters, from anybody and to any address. It does the same for all of them and never looks
 * for an account: so neither the answer nor its time tells whether there is one.
 */
@Injectable()
export class LetterRequests {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly outbox: Outbox,
    private readonly transactions: Transactions,
  ) {}

  /** @throws JsonApiError 429 */
  async request(purpose: MailedPurpose, attempt: Attempt): Promise<void> {
    await this.limits.mail(attempt);
    await this.outbox.post(this.transactions.single, { kind: purpose, recipient: attempt.email });
  }
}

/** The answer to all of them. */
export const onItsWay = EncodedBody.json({
  message: 'If there is an account with this address, a mail is on its way.',
});

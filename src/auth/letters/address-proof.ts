import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { invalidMailedToken } from '../account.errors.js';
import { type Account, Accounts } from '../accounts.js';
import type { MailedPurpose } from './mailed-token.entity.js';
import { MailedTokens } from './mailed-tokens.js';
import type { SentToken } from './sent-token.pipe.js';

export type ProvenAccount = Pick<Account, 'id' | 'email' | 'name'>;

/** What somebody does who has a letter that was sent to an address. */
export interface ProvenDeed {
  readonly purpose: MailedPurpose;
  /** Made only for a token that is good; null leaves the password as it is. */
  readonly passwordHash: () => Promise<string | null>;
  /** In the same transaction. */
  readonly follow?: (transaction: Transaction, account: ProvenAccount) => Promise<void>;
}

/** Whoever has a token that was mailed has the mailbox, and is believed once. */
@Injectable()
export class AddressProof {
  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: MailedTokens,
    private readonly transactions: Transactions,
  ) {}

  /** @throws JsonApiError 422, and nothing is done */
  async redeem(
    sent: SentToken,
    { follow, passwordHash, purpose }: ProvenDeed,
  ): Promise<ProvenAccount> {
    const proven = await this.tokens.find(purpose, sent.token);
    if (proven === null) throw refused(sent);
    const hash = await passwordHash();
    return this.transactions.run(async (transaction) => {
      const account = await this.accounts.verify(transaction, proven, hash);
      const isFirst = await this.tokens.redeem(transaction, purpose, sent.token);
      if (account === null || !isFirst) throw refused(sent);
      await follow?.(transaction, account);
      return account;
    });
  }
}

function refused({ pointer }: SentToken): JsonApiError {
  return new JsonApiError(invalidMailedToken(pointer));
}

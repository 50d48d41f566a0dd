import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { wrongPassword } from '../account.errors.js';
import { AccountChanges } from '../account-changes.js';
import { type Account, Accounts } from '../accounts.js';
import type { Client } from '../attempts/attempt-limits.js';
import type { User } from '../caller.js';
import { hashPassword } from '../passwords.js';
import { type IssuedTokens, Tokens } from '../tokens.js';
import type { PasswordChange } from './password-change.pipe.js';
import { PasswordProof } from './password-proof.js';

export interface ChangedPassword {
  readonly account: Account;
  /** Of the one session that goes on. */
  readonly tokens: IssuedTokens;
}

/** A new password for somebody who knows the old one: a token alone may be stolen. */
@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly accounts: Accounts,
    private readonly changes: AccountChanges,
    private readonly proof: PasswordProof,
    private readonly tokens: Tokens,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Ends all sessions, and begins one in the place of the caller's.
   *
   * @throws JsonApiError 422 where the old password is wrong, 429
   */
  async change(
    { newPassword, oldPassword, pointer }: PasswordChange,
    caller: User,
    client: Client,
  ): Promise<ChangedPassword> {
    const account = await this.#prove(caller, oldPassword, client);
    if (account === null) throw new JsonApiError(wrongPassword(pointer));
    const hash = await hashPassword(newPassword);
    const session = await this.transactions.run(async (transaction) =>
      (await this.accounts.changePassword(transaction, account, hash))
        ? this.changes.passwordChangedBy(transaction, account, caller)
        : null,
    );
    // It became another while it was looked at.
    if (session === null) throw new JsonApiError(wrongPassword(pointer));
    return { account, tokens: await this.tokens.issue(session) };
  }

  async #prove({ id }: User, password: string, client: Client): Promise<Account | null> {
    const owner = await this.accounts.findById(id);
    return owner && this.proof.prove({ email: owner.email, password, client });
  }
}

import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transactions.js';
import { Outbox } from '../mail/outbox.js';
import { recordOwnDeed } from './audit/privileged-changes.js';
import type { User } from './caller.js';
import type { AccountMail } from './letters/account-letters.js';
import { MailedTokens } from './letters/mailed-tokens.js';
import { AccountSessions, type OpenedSession } from './sessions/account-sessions.js';

interface ChangedAccount {
  readonly id: string;
  readonly email: string;
}

/** What follows from a change of an account, in the transaction that makes it: sessions that end, and mails. */
@Injectable()
export class AccountChanges {
  constructor(
    private readonly outbox: Outbox,
    private readonly sessions: AccountSessions,
    private readonly tokens: MailedTokens,
  ) {}

  signedUp(transaction: Transaction, email: string): Promise<void> {
    return this.#mail(transaction, 'verify-email', email);
  }

  /** @param newEmail which is not verified yet */
  async emailChanged(
    transaction: Transaction,
    { email, id }: ChangedAccount,
    newEmail: string,
  ): Promise<void> {
    await this.tokens.discardAll(transaction, id);
    await this.#mail(transaction, 'email-changed', email);
    await this.#mail(transaction, 'verify-email', newEmail);
  }

  /** Whoever knew the old one is out, and so is whoever has a link that was mailed before. */
  async passwordChanged(transaction: Transaction, { email, id }: ChangedAccount): Promise<void> {
    await this.closed(transaction, id);
    await this.#mail(transaction, 'password-changed', email);
  }

  /** The same; his own session is followed by a new one, which is remembered if that was. */
  async passwordChangedBy(
    transaction: Transaction,
    account: ChangedAccount,
    owner: User,
  ): Promise<OpenedSession> {
    const remember = await this.sessions.isRemembered(transaction, owner.sessionId);
    await recordOwnDeed(transaction, owner, 'change-password');
    await this.passwordChanged(transaction, account);
    return this.sessions.open(transaction, { userId: account.id, remember });
  }

  /** Blocked, or deleted. */
  async closed(transaction: Transaction, id: string): Promise<void> {
    await this.sessions.endAll(transaction, id);
    await this.tokens.discardAll(transaction, id);
  }

  #mail(transaction: Transaction, kind: AccountMail, recipient: string): Promise<void> {
    return this.outbox.post(transaction, { kind, recipient });
  }
}

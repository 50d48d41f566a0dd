import type { Transaction } from '../database/transactions.js';
import type { SessionName } from './sessions/account-sessions.js';

/** What authentication needs to know of a user; the users' module answers. */
export interface Account {
  readonly id: string;
  readonly passwordHash: string;
  /** An admin has closed the account: it can't be logged in to. */
  readonly isBlocked: boolean;
}

/** The port through which authentication reads users that are not deleted. */
export abstract class Accounts {
  /** Case-insensitive. */
  abstract findByEmail(email: string): Promise<Account | null>;

  /** At each request with a token, in one statement: null where session or user are gone, or he is blocked. */
  abstract findBySession(session: SessionName): Promise<{ readonly isAdmin: boolean } | null>;

  /**
   * Notes the visit, and keeps the user's row locked until the transaction ends: a session that is begun in it
   * can't outlive a change that is under way.
   *
   * @returns false where he is gone, blocked, or has another password meanwhile
   */
  abstract admit(
    transaction: Transaction,
    account: Pick<Account, 'id' | 'passwordHash'>,
  ): Promise<boolean>;
}

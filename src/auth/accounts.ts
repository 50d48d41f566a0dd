import type { Transaction } from '../database/transactions.js';
import type { SessionName } from './sessions/account-sessions.js';

/** What authentication needs to know of a user; the users' module answers. */
export interface Account {
  readonly id: string;
  readonly email: string;
  /** How letters address him. */
  readonly name: string | null;
  readonly passwordHash: string;
  readonly isVerified: boolean;
  /** An admin has closed the account: it can't be logged in to. */
  readonly isBlocked: boolean;
}

/** Who calls by a session. */
export interface SessionHolder {
  readonly isAdmin: boolean;
  /** So lately that a replica may not have it yet; false where there are none. */
  readonly hasWritten: boolean;
}

/** An account as its password was when it was looked at. */
export type SeenAccount = Pick<Account, 'id' | 'passwordHash'>;

/**
 * The port through which authentication reads and changes users that are not deleted. Whatever takes a transaction
 * keeps the user's row locked until it ends; it comes first there, so that no two wait for each other.
 */
export abstract class Accounts {
  /** Case-insensitive. */
  abstract findByEmail(email: string): Promise<Account | null>;

  abstract findById(id: string): Promise<Account | null>;

  /** At each request with a token, in one statement: null where session or user are gone, or he is blocked. */
  abstract findBySession(session: SessionName): Promise<SessionHolder | null>;

  /**
   * Notes the visit. A session that is begun in the same transaction can't outlive a change that is under way.
   *
   * @returns false where he is gone, blocked, or has another password meanwhile
   */
  abstract admit(transaction: Transaction, seen: SeenAccount): Promise<boolean>;

  /** @returns false where he is gone, blocked, or has another password meanwhile */
  abstract changePassword(
    transaction: Transaction,
    seen: SeenAccount,
    passwordHash: string,
  ): Promise<boolean>;

  /**
   * The password of whoever has proven that the address is his; with `null`, that alone.
   *
   * @returns null where he is gone, blocked, or has another address meanwhile
   */
  abstract verify(
    transaction: Transaction,
    proven: { readonly userId: string; readonly email: string },
    passwordHash: string | null,
  ): Promise<Pick<Account, 'id' | 'email' | 'name'> | null>;
}

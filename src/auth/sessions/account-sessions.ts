import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { type Account, Accounts } from '../accounts.js';
import { AuthConfig } from '../auth.config.js';
import { AccountSession } from './account-session.entity.js';
import { hashOfSecret, newSecret, writeRefreshToken } from './refresh-token.js';

/** What an access token names. */
export interface SessionName {
  /** A UUID. */
  readonly sessionId: string;
  readonly userId: string;
}

export interface OpenedSession extends SessionName {
  /** Null where none was asked for. */
  readonly refreshToken: string | null;
}

/** Sessions of users: begun by a log-in, ended by a log-out, or by whatever shakes the trust in them. */
@Injectable()
export class AccountSessions {
  constructor(
    private readonly accounts: Accounts,
    private readonly transactions: Transactions,
    private readonly config: AuthConfig,
  ) {}

  /**
   * For somebody who has proven to know the password of an account.
   *
   * @returns null where that has become another meanwhile, or the account was closed
   */
  begin(account: Account, remember: boolean): Promise<OpenedSession | null> {
    return this.transactions.run(async (transaction) =>
      (await this.accounts.admit(transaction, account))
        ? this.open(transaction, { userId: account.id, remember })
        : null,
    );
  }

  /** @param remember whether it outlives its first access token */
  async open(
    transaction: Transaction,
    { remember, userId }: { readonly userId: string; readonly remember: boolean },
  ): Promise<OpenedSession> {
    const sessionId = randomUUID();
    const secret = newSecret();
    await transaction
      .createQueryBuilder()
      .insert()
      .into(AccountSession)
      .values({
        id: sessionId,
        user: { id: userId },
        refreshHash: remember ? hashOfSecret(secret) : null,
        chainKey: newSecret(),
        expiresAt: () => `now() + make_interval(secs => ${this.#seconds(remember)})`,
      })
      .execute();
    const refreshToken = remember ? writeRefreshToken({ sessionId, secret }) : null;
    return { sessionId, userId, refreshToken };
  }

  async isRemembered(transaction: Transaction, sessionId: string | undefined): Promise<boolean> {
    if (sessionId === undefined) return false;
    const session = await transaction.findOneBy(AccountSession, { id: sessionId });
    return session !== null && session.refreshHash !== null;
  }

  /** Its tokens are not good any more, from now on. */
  async end({ sessionId, userId }: SessionName): Promise<void> {
    await this.transactions.single.delete(AccountSession, { id: sessionId, user: { id: userId } });
  }

  async endAll(transaction: Transaction, userId: string): Promise<void> {
    await transaction.delete(AccountSession, { user: { id: userId } });
  }

  /** @returns how many were forgotten */
  async forgetExpired(): Promise<number> {
    const { affected } = await this.transactions.single
      .createQueryBuilder()
      .delete()
      .from(AccountSession)
      .where('expires_at < now()')
      .execute();
    return affected ?? 0;
  }

  #seconds(remember: boolean): number {
    const { accessTokenSeconds, refreshTokenDays } = this.config;
    return remember ? Math.max(refreshTokenDays * 86_400, accessTokenSeconds) : accessTokenSeconds;
  }
}

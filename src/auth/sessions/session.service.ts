import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { wrongCredentials } from '../../jsonapi/errors/errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { accountBlocked, invalidRefreshToken } from '../account.errors.js';
import { Accounts } from '../accounts.js';
import { verifyPassword } from '../passwords.js';
import { Tokens } from '../tokens.js';
import { AccountSessions, type OpenedSession } from './account-sessions.js';
import type { Credentials } from './credentials.pipe.js';
import { SessionRefresh } from './session-refresh.js';

/** What a client is given to call with. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** Null where none was asked for. */
  readonly refreshToken: string | null;
}

/** Opens sessions, and goes on with them. */
@Injectable()
export class SessionService {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: AccountSessions,
    private readonly refreshes: SessionRefresh,
    private readonly tokens: Tokens,
    private readonly transactions: Transactions,
  ) {}

  /** @throws JsonApiError 401 without a hint which part is wrong, 403 to the owner of a blocked account */
  async open({ email, password, remember }: Credentials): Promise<IssuedTokens> {
    const account = await this.accounts.findByEmail(email);
    const proven = await verifyPassword(account?.passwordHash ?? null, password);
    if (account === null || !proven) throw new JsonApiError(wrongCredentials());
    if (account.isBlocked) throw new JsonApiError(accountBlocked());
    const session = await this.transactions.run(async (transaction) =>
      (await this.accounts.admit(transaction, account))
        ? this.sessions.open(transaction, { userId: account.id, remember })
        : null,
    );
    // While the password was looked at, it became another, or the account was closed.
    if (session === null) throw new JsonApiError(wrongCredentials());
    return this.issue(session);
  }

  /** @throws JsonApiError 401 */
  async refresh(refreshToken: string): Promise<IssuedTokens> {
    const session = await this.refreshes.refresh(refreshToken);
    if (session === null || (await this.accounts.findBySession(session)) === null)
      throw new JsonApiError(invalidRefreshToken());
    return this.issue(session);
  }

  async issue(session: OpenedSession): Promise<IssuedTokens> {
    const accessToken = await this.tokens.sign(session);
    return { accessToken, refreshToken: session.refreshToken };
  }
}

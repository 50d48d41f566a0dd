import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { recordOwnDeed } from '../audit/privileged-changes.js';
import { bearerToken } from '../bearer-token.js';
import type { User } from '../caller.js';
import { Tokens } from '../tokens.js';
import { AccountSessions, type SessionName } from './account-sessions.js';
import { SessionRefresh } from './session-refresh.js';

/** Ends sessions on their owner's wish. */
@Injectable()
export class LogOutService {
  constructor(
    private readonly sessions: AccountSessions,
    private readonly refreshes: SessionRefresh,
    private readonly tokens: Tokens,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Of the session that either token names, a token that has expired included. Who is logged out already has what
   * he wanted.
   */
  async here({ authorization, refreshToken }: LogOut): Promise<void> {
    const named = [
      refreshToken === undefined ? null : await this.refreshes.refresh(refreshToken),
      await this.#named(bearerToken(authorization)),
    ];
    for (const session of named) if (session !== null) await this.sessions.end(session);
  }

  everywhere(user: User): Promise<void> {
    return this.transactions.run(async (transaction) => {
      await this.sessions.endAll(transaction, user.id);
      await recordOwnDeed(transaction, user, 'log-out-everywhere');
    });
  }

  async #named(accessToken: string | undefined): Promise<SessionName | null> {
    if (accessToken === undefined) return null;
    return this.tokens.verifyEvenExpired(accessToken).catch(() => null);
  }
}

/** What a client that logs out shows of its session; nothing of it need be there. */
export interface LogOut {
  /** The header. */
  readonly authorization: string | undefined;
  readonly refreshToken: string | undefined;
}

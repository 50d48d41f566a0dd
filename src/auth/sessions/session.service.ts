import { Injectable } from '@nestjs/common';
import { wrongCredentials } from '../../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { accountBlocked, invalidRefreshToken } from '../account.errors.js';
import { Accounts } from '../accounts.js';
import type { Client } from '../attempts/attempt-limits.js';
import { PasswordProof } from '../passwords/password-proof.js';
import { type IssuedTokens, Tokens } from '../tokens.js';
import { AccountSessions } from './account-sessions.js';
import type { Credentials } from './credentials.pipe.js';
import { SessionRefresh } from './session-refresh.js';

/** Opens sessions, and goes on with them. */
@Injectable()
export class SessionService {
  constructor(
    private readonly accounts: Accounts,
    private readonly proof: PasswordProof,
    private readonly sessions: AccountSessions,
    private readonly refreshes: SessionRefresh,
    private readonly tokens: Tokens,
  ) {}

  /**
   * @throws JsonApiError 401 without a hint which part is wrong, 403 to the owner of a blocked account, 429
   */
  async open({ email, password, remember }: Credentials, client: Client): Promise<IssuedTokens> {
    const account = await this.proof.prove({ email, password, client });
    if (account === null) throw new JsonApiError(wrongCredentials());
    if (account.isBlocked) throw new JsonApiError(accountBlocked());
    const session = await this.sessions.begin(account, remember);
    if (session === null) throw new JsonApiError(wrongCredentials());
    return this.tokens.issue(session);
  }

  /** @throws JsonApiError 401 */
  async refresh(refreshToken: string): Promise<IssuedTokens> {
    const session = await this.refreshes.refresh(refreshToken);
    if (session === null || (await this.accounts.findBySession(session)) === null)
      throw new JsonApiError(invalidRefreshToken());
    return this.tokens.issue(session);
  }
}

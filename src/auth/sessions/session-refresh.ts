import { timingSafeEqual } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transactions.js';
import { AuthConfig } from '../auth.config.js';
import type { OpenedSession } from './account-sessions.js';
import {
  type RefreshToken,
  hashOfSecret,
  readRefreshToken,
  successorOf,
  writeRefreshToken,
} from './refresh-token.js';

interface SessionRow {
  readonly userId: string;
  readonly refreshHash: Buffer | null;
  readonly previousHash: Buffer | null;
  readonly chainKey: Buffer;
  /** Whether the last refresh was so short a time ago that this may be the same one again. */
  readonly isRepeatable: boolean;
}

const lock = `
  SELECT user_id AS "userId", refresh_hash AS "refreshHash", previous_hash AS "previousHash",
         chain_key AS "chainKey",
         coalesce(refreshed_at > now() - make_interval(secs => $2), false) AS "isRepeatable"
  FROM account_sessions WHERE id = $1 AND expires_at > now() FOR UPDATE`;

const advance = `
  UPDATE account_sessions
  SET refresh_hash = $2, previous_hash = $3, refreshed_at = now(),
      expires_at = least(now() + make_interval(days => $4), created_at + make_interval(days => $5))
  WHERE id = $1`;

/**
 * Refresh tokens are good once. The first use makes the next one; the same use again, in the next few seconds,
 * is answered with the same next one: two tabs do that, and clients whose answer got lost. Any other use is of a
 * token that two have had in their hands, and ends the session for both.
 *
 * https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2
 */
@Injectable()
export class SessionRefresh {
  readonly #logger = new Logger('Sessions');

  constructor(
    private readonly transactions: Transactions,
    private readonly config: AuthConfig,
  ) {}

  /** @returns null where the token is not good (any more) */
  async refresh(text: string): Promise<OpenedSession | null> {
    const token = readRefreshToken(text);
    if (token === null) return null;
    // The row lock puts refreshes at once in order. A refusal is an outcome: what was thrown would be undone.
    return this.transactions.run((transaction) => this.#refresh(transaction, token));
  }

  async #refresh(transaction: Transaction, token: RefreshToken): Promise<OpenedSession | null> {
    const { refreshRepeatSeconds } = this.config;
    const { secret, sessionId } = token;
    const [row] = await transaction.query<readonly SessionRow[]>(lock, [
      sessionId,
      refreshRepeatSeconds,
    ]);
    if (row === undefined) return null;
    const hash = hashOfSecret(secret);
    const next = successorOf(secret, row.chainKey);
    if (isSame(hash, row.refreshHash)) await this.#advance(transaction, sessionId, [next, hash]);
    else if (!(row.isRepeatable && isSame(hash, row.previousHash)))
      return this.#revoke(transaction, sessionId, row);
    const refreshToken = writeRefreshToken({ sessionId, secret: next });
    return { sessionId, userId: row.userId, refreshToken };
  }

  async #advance(
    transaction: Transaction,
    sessionId: string,
    [next, previousHash]: readonly [Buffer, Buffer],
  ): Promise<void> {
    const { refreshTokenDays, sessionMaxDays } = this.config;
    const values = [hashOfSecret(next), previousHash, refreshTokenDays, sessionMaxDays];
    await transaction.query(advance, [sessionId, ...values]);
  }

  async #revoke(
    transaction: Transaction,
    sessionId: string,
    { userId }: SessionRow,
  ): Promise<null> {
    await transaction.query('DELETE FROM account_sessions WHERE id = $1', [sessionId]);
    this.#logger.warn(`A refresh token of user ${userId} was used again: its session is ended`);
    return null;
  }
}

function isSame(hash: Buffer, kept: Buffer | null): boolean {
  return kept !== null && timingSafeEqual(hash, kept);
}

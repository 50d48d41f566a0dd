import { Injectable } from '@nestjs/common';
import { type Account, Accounts } from '../auth/accounts.js';
import type { SessionName } from '../auth/sessions/account-sessions.js';
import { StatementRunner } from '../database/statement.runner.js';
import { isId } from '../jsonapi/resource/codecs.js';
import type { Transaction } from '../database/transactions.js';

/** Runs at each request with a token, so it is one prepared statement rather than an entity. */
const bySession = `
  SELECT users.is_admin FROM account_sessions session JOIN users ON users.id = session.user_id
  WHERE session.id = $1 AND session.user_id = $2 AND session.expires_at > now()
    AND users.deleted_at IS NULL AND NOT users.is_blocked`;

const byEmail = `
  SELECT id, password_hash, is_blocked FROM users WHERE email = $1 AND deleted_at IS NULL`;

const ofAddress = 'SELECT FROM users WHERE id = $1 AND email = $2';

const visit = `
  UPDATE users SET last_accessed_at = now()
  WHERE id = $1 AND password_hash = $2 AND deleted_at IS NULL AND NOT is_blocked
  RETURNING id`;

/** Users, as authentication needs them. */
@Injectable()
export class UsersAccounts extends Accounts {
  constructor(private readonly runner: StatementRunner) {
    super();
  }

  async findByEmail(email: string): Promise<Account | null> {
    const [row] = await this.runner.rows(byEmail, [email.toLowerCase()]);
    if (row === undefined) return null;
    const [id, passwordHash, isBlocked] = row as [string, string, boolean];
    return { id, passwordHash, isBlocked };
  }

  async findBySession({
    sessionId,
    userId,
  }: SessionName): Promise<{ readonly isAdmin: boolean } | null> {
    const [row] = await this.runner.rows(bySession, [sessionId, userId]);
    return row === undefined ? null : { isAdmin: row[0] === true };
  }

  /** @param id what a client sent for one */
  async isAddressOf(email: string, id: string | null): Promise<boolean> {
    if (id === null || !isId(id)) return false;
    return (await this.runner.rows(ofAddress, [id, email.toLowerCase()])).length > 0;
  }

  async admit(
    transaction: Transaction,
    { id, passwordHash }: Pick<Account, 'id' | 'passwordHash'>,
  ): Promise<boolean> {
    const [rows] = await transaction.query<[readonly unknown[], number]>(visit, [id, passwordHash]);
    return rows.length > 0;
  }
}

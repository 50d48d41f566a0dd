import { Injectable } from '@nestjs/common';
import { type Account, Accounts, type SeenAccount, type SessionHolder } from '../auth/accounts.js';
import type { ProvenAddress } from '../auth/letters/mailed-tokens.js';
import type { SessionName } from '../auth/sessions/account-sessions.js';
import { DatabaseConfig } from '../database/database.config.js';
import { StatementRunner } from '../database/statement.runner.js';
import type { Transaction } from '../database/transactions.js';
import { isId } from '../jsonapi/resource/codecs.js';

const name = `coalesce(nullif(trim(concat_ws(' ', first_name, last_name)), ''), public_name) AS name`;
const columns = `id, email, ${name}, password_hash, is_verified, is_blocked`;

const byEmail = `SELECT ${columns} FROM users WHERE email = $1 AND deleted_at IS NULL`;
const byId = `SELECT ${columns} FROM users WHERE id = $1 AND deleted_at IS NULL`;
const ofAddress = 'SELECT FROM users WHERE id = $1 AND email = $2';

/** Runs at each request with a token, so it is one prepared statement rather than an entity. */
const bySession = `
  SELECT users.is_admin, coalesce(session.wrote_at, session.created_at) > now() - make_interval(secs => $3)
  FROM account_sessions session JOIN users ON users.id = session.user_id
  WHERE session.id = $1 AND session.user_id = $2 AND session.expires_at > now()
    AND users.deleted_at IS NULL AND NOT users.is_blocked`;

const open = 'deleted_at IS NULL AND NOT is_blocked';

const visit = `
  UPDATE users SET last_accessed_at = now()
  WHERE id = $1 AND password_hash = $2 AND ${open} RETURNING id`;

const change = `
  UPDATE users SET password_hash = $3
  WHERE id = $1 AND password_hash = $2 AND ${open} RETURNING id`;

const verified = `
  UPDATE users SET is_verified = true, password_hash = coalesce($3, password_hash)
  WHERE id = $1 AND email = $2 AND ${open} RETURNING id, email, ${name}`;

/** Users, as authentication needs them. */
@Injectable()
export class UsersAccounts extends Accounts {
  constructor(
    private readonly runner: StatementRunner,
    private readonly config: DatabaseConfig,
  ) {
    super();
  }

  findByEmail(email: string): Promise<Account | null> {
    return this.#find(byEmail, email.toLowerCase());
  }

  findById(id: string): Promise<Account | null> {
    return this.#find(byId, id);
  }

  async findBySession({ sessionId, userId }: SessionName): Promise<SessionHolder | null> {
    const { ownWritesSeconds } = this.config;
    const [row] = await this.runner.rows(bySession, [sessionId, userId, ownWritesSeconds]);
    return row === undefined ? null : { isAdmin: row[0] === true, hasWritten: row[1] === true };
  }

  /** @param id what a client sent for one */
  async isAddressOf(email: string, id: string | null): Promise<boolean> {
    if (id === null || !isId(id)) return false;
    return (await this.runner.rows(ofAddress, [id, email.toLowerCase()])).length > 0;
  }

  async admit(transaction: Transaction, { id, passwordHash }: SeenAccount): Promise<boolean> {
    return (await updated(transaction, visit, [id, passwordHash])).length > 0;
  }

  async changePassword(
    transaction: Transaction,
    { id, passwordHash }: SeenAccount,
    newHash: string,
  ): Promise<boolean> {
    return (await updated(transaction, change, [id, passwordHash, newHash])).length > 0;
  }

  async verify(
    transaction: Transaction,
    { email, userId }: ProvenAddress,
    passwordHash: string | null,
  ): Promise<Pick<Account, 'id' | 'email' | 'name'> | null> {
    const values = [userId, email, passwordHash];
    return (await updated<Account>(transaction, verified, values))[0] ?? null;
  }

  async #find(statement: string, value: string): Promise<Account | null> {
    const [row] = await this.runner.rows(statement, [value]);
    if (row === undefined) return null;
    const [id, email, called, passwordHash, isVerified, isBlocked] = row as [
      string,
      string,
      string | null,
      string,
      boolean,
      boolean,
    ];
    return { id, email, name: called, passwordHash, isVerified, isBlocked };
  }
}

/** TypeORM answers an update with its rows and their number. */
async function updated<T>(
  transaction: Transaction,
  statement: string,
  values: readonly unknown[],
): Promise<readonly T[]> {
  const [rows] = await transaction.query<[readonly T[], number]>(statement, [...values]);
  return rows;
}

import { Injectable } from '@nestjs/common';
import { type Account, Accounts } from '../auth/accounts.js';
import { StatementRunner } from '../database/statement.runner.js';

/** Runs at each request with a token, so it is one prepared statement rather than an entity. */
const byId = 'SELECT is_admin FROM users WHERE id = $1 AND deleted_at IS NULL';
const byEmail =
  'SELECT id, is_admin, password_hash FROM users WHERE email = $1 AND deleted_at IS NULL';

/** Users, as authentication needs them. */
@Injectable()
export class UsersAccounts extends Accounts {
  constructor(private readonly runner: StatementRunner) {
    super();
  }

  async findByEmail(email: string): Promise<Account | null> {
    const [row] = await this.runner.rows(byEmail, [email.toLowerCase()]);
    if (row === undefined) return null;
    const [id, isAdmin, passwordHash] = row as [string, boolean, string];
    return { id, isAdmin, passwordHash };
  }

  async findById(id: string): Promise<Omit<Account, 'passwordHash'> | null> {
    const [row] = await this.runner.rows(byId, [id]);
    return row === undefined ? null : { id, isAdmin: row[0] === true };
  }
}

import { Injectable } from '@nestjs/common';
import { wrongCredentials } from '../jsonapi/errors/errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { Accounts } from './accounts.js';
import type { Credentials } from './credentials.pipe.js';
import { verifyPassword } from './passwords.js';
import { Tokens } from './tokens.js';

/** Credentials → access token. */
@Injectable()
export class SessionService {
  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: Tokens,
  ) {}

  /** @throws JsonApiError 401 without a hint which part is wrong */
  async open({ email, password }: Credentials): Promise<string> {
    const account = await this.accounts.findByEmail(email);
    const proven = await verifyPassword(account?.passwordHash ?? null, password);
    if (account === null || !proven) throw new JsonApiError(wrongCredentials());
    return this.tokens.sign(account.id);
  }
}

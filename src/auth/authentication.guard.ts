import type { IncomingMessage } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { invalidToken } from '../jsonapi/errors/errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { Accounts } from './accounts.js';
import { identifyCaller } from './caller.js';
import { Tokens } from './tokens.js';

/** Finds out who is calling; a token that proves nothing is refused even where none is needed. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly tokens: Tokens,
    private readonly accounts: Accounts,
  ) {}

  /** @throws JsonApiError 401 */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<IncomingMessage>();
    const { authorization } = request.headers;
    if (authorization !== undefined) await this.#identify(request, authorization);
    return true;
  }

  async #identify(request: IncomingMessage, authorization: string): Promise<void> {
    // "JWT" is how Open Event's clients spell it.
    const token = /^(?:Bearer|JWT) +(\S+)$/i.exec(authorization)?.[1];
    if (token === undefined)
      throw new JsonApiError(invalidToken('Send the token as: Authorization: Bearer <token>.'));
    const account = await this.accounts.findById(await this.tokens.verify(token));
    if (account === null) throw new JsonApiError(invalidToken('The user of the token is gone.'));
    identifyCaller(request, { kind: 'user', id: account.id, isAdmin: account.isAdmin });
  }
}

import type { IncomingMessage } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { invalidToken } from '../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { Accounts } from './accounts.js';
import { bearerToken } from './bearer-token.js';
import { type Origin, type User, identifyCaller } from './caller.js';
import { networkOf } from './client-network.js';
import { IgnoresToken } from './ignores-token.decorator.js';
import { Tokens } from './tokens.js';

/** Finds out who is calling; a token that proves nothing is refused even where none is needed. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly tokens: Tokens,
    private readonly accounts: Accounts,
    private readonly reflector: Reflector,
  ) {}

  /** @throws JsonApiError 401 */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AddressedRequest>();
    const { authorization } = request.headers;
    const places = [context.getHandler(), context.getClass()];
    const origin = originOf(request);
    const isStranger =
      authorization === undefined || this.reflector.getAllAndOverride(IgnoresToken, places);
    const caller = isStranger
      ? ({ kind: 'anonymous', isAdmin: false, address: request.ip, origin } as const)
      : { ...(await this.#userOf(authorization)), origin };
    identifyCaller(request, caller);
    return true;
  }

  async #userOf(authorization: string): Promise<User> {
    const token = bearerToken(authorization);
    if (token === undefined)
      throw new JsonApiError(invalidToken('Send the token as: Authorization: Bearer <token>.'));
    const session = await this.tokens.verify(token);
    const account = await this.accounts.findBySession(session);
    if (account === null) throw new JsonApiError(invalidToken('The session of the token is over.'));
    const { sessionId, userId } = session;
    return { kind: 'user', id: userId, sessionId, ...account };
  }
}

/** Express' own, which knows the proxies that are trusted. */
type AddressedRequest = IncomingMessage & { readonly ip?: string; readonly id?: unknown };

/** The log has given the request its id. */
function originOf({ id, ip }: AddressedRequest): Origin {
  return {
    requestId: typeof id === 'string' ? id : null,
    network: ip === undefined ? null : networkOf(ip),
  };
}

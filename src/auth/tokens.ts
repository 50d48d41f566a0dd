import { Injectable } from '@nestjs/common';
import { JwtService, TokenExpiredError } from '@nestjs/jwt';
import { invalidToken } from '../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { isId } from '../jsonapi/resource/codecs.js';
import type { OpenedSession, SessionName } from './sessions/account-sessions.js';

/** What a client is given to call with. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** Null where none was asked for. */
  readonly refreshToken: string | null;
}

/** Signs and proves access tokens; algorithm and lifetime are the module's. */
@Injectable()
export class Tokens {
  constructor(private readonly jwt: JwtService) {}

  /** `identity` is where Open Event's clients look for the user. */
  async issue({ refreshToken, sessionId, userId }: OpenedSession): Promise<IssuedTokens> {
    const claims = { sub: userId, identity: Number(userId), sid: sessionId };
    return { accessToken: await this.jwt.signAsync(claims), refreshToken };
  }

  /**
   * Whose it is, and whether it was signed here; whether the session is still there is not the token's to know.
   *
   * @throws JsonApiError 401
   */
  verify(token: string): Promise<SessionName> {
    return this.#verify(token, { ignoreExpiration: false });
  }

  /** The same, of one that may have expired. @throws JsonApiError 401 */
  verifyEvenExpired(token: string): Promise<SessionName> {
    return this.#verify(token, { ignoreExpiration: true });
  }

  async #verify(
    token: string,
    options: { readonly ignoreExpiration: boolean },
  ): Promise<SessionName> {
    const { sid, sub } = await this.#claims(token, options);
    if (typeof sub !== 'string' || !isId(sub) || typeof sid !== 'string' || !isUuid(sid))
      throw new JsonApiError(invalidToken('The token names no session.'));
    return { sessionId: sid, userId: sub };
  }

  async #claims(
    token: string,
    options: { readonly ignoreExpiration: boolean },
  ): Promise<Readonly<Record<string, unknown>>> {
    try {
      return await this.jwt.verifyAsync<Record<string, unknown>>(token, options);
    } catch (cause) {
      const detail =
        cause instanceof TokenExpiredError ? 'The token has expired.' : 'The token is not valid.';
      throw new JsonApiError(invalidToken(detail), { cause });
    }
  }
}

function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}

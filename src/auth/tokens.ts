import { Injectable } from '@nestjs/common';
import { JwtService, TokenExpiredError } from '@nestjs/jwt';
import { invalidToken } from '../jsonapi/errors/errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { isId } from '../jsonapi/resource/codecs.js';

/** Signs and proves access tokens; algorithm and lifetime are the module's. */
@Injectable()
export class Tokens {
  constructor(private readonly jwt: JwtService) {}

  /** `identity` is where Open Event's clients look for the user. */
  sign(userId: string): Promise<string> {
    return this.jwt.signAsync({ sub: userId, identity: Number(userId) });
  }

  /**
   * @returns the user's id
   * @throws JsonApiError 401
   */
  async verify(token: string): Promise<string> {
    const claims = await this.#claims(token);
    const id = typeof claims === 'object' && claims !== null && 'sub' in claims ? claims.sub : null;
    if (typeof id !== 'string' || !isId(id))
      throw new JsonApiError(invalidToken('The token names no user.'));
    return id;
  }

  async #claims(token: string): Promise<unknown> {
    try {
      return await this.jwt.verifyAsync(token);
    } catch (cause) {
      const detail =
        cause instanceof TokenExpiredError ? 'The token has expired.' : 'The token is not valid.';
      throw new JsonApiError(invalidToken(detail), { cause });
    }
  }
}

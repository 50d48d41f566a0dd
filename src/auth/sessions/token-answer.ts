import { EncodedBody } from '../../jsonapi/response/encoded-body.js';
import type { IssuedTokens } from '../tokens.js';

/** Members of an answer with tokens, in the spelling of RFC 6749. */
export function tokenMembers({ accessToken, refreshToken }: IssuedTokens): object {
  return {
    access_token: accessToken,
    ...(refreshToken !== null && { refresh_token: refreshToken }),
  };
}

export function tokenAnswer(tokens: IssuedTokens): EncodedBody {
  return EncodedBody.json(tokenMembers(tokens));
}

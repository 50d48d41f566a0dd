import { Api, type ApiResponse, type SignedUp } from '../support/api.js';

export interface TokenPair {
  readonly access: string;
  readonly refresh: string;
}

/** The account routes, as a frontend uses them: plain JSON. */
export class AccountApi extends Api {
  call(method: string, path: string, body?: unknown, token?: string): Promise<ApiResponse> {
    const headers = { 'Content-Type': 'application/json' };
    return this.send(method, path, { headers, ...(body !== undefined && { body }), token });
  }

  logIn({ email, password }: Pick<SignedUp, 'email' | 'password'>): Promise<ApiResponse> {
    return this.call('POST', '/v1/auth/session', { email, password });
  }

  async remember({ email, password }: SignedUp): Promise<TokenPair> {
    const body = { email, password, 'remember-me': true };
    return tokensIn(await this.call('POST', '/v1/auth/session', body));
  }

  refresh(refreshToken: string): Promise<ApiResponse> {
    return this.call('POST', '/v1/auth/token/refresh', { refresh_token: refreshToken });
  }

  /** Whether a token is good: 200 or 401. */
  async statusOf(token: string): Promise<number> {
    return (await this.get('/v1/event-types', { token })).status;
  }
}

export function tokensIn({ document, status }: ApiResponse): TokenPair {
  if (status !== 200) throw new Error(`No tokens: ${JSON.stringify(document)}`);
  return { access: document.access_token, refresh: document.refresh_token };
}

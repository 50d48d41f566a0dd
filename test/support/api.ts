import type { TestApp } from './app.js';
import { judgeOf } from './openapi-judge.js';
import { type WireResponse, responseProblems } from './json-api-validator.response.js';

export const jsonApi = 'application/vnd.api+json';

/** What came back, as a test looks at it. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed document; undefined where there is none. */
  readonly document: any; // oxlint-disable-line typescript/no-explicit-any -- tests look into documents of all shapes
}

export interface ApiRequest {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Speaks JSON:API to a running app, as a frontend would. */
export class Api {
  constructor(private readonly app: Pick<TestApp, 'url'>) {}

  get(path: string, request: ApiRequest = {}): Promise<ApiResponse> {
    return this.send('GET', path, request);
  }

  post(path: string, body: unknown, request: ApiRequest = {}): Promise<ApiResponse> {
    return this.send('POST', path, { ...request, body });
  }

  patch(path: string, body: unknown, request: ApiRequest = {}): Promise<ApiResponse> {
    return this.send('PATCH', path, { ...request, body });
  }

  delete(path: string, request: ApiRequest = {}): Promise<ApiResponse> {
    return this.send('DELETE', path, request);
  }

  async send(
    method: string,
    path: string,
    { body, headers, token }: ApiRequest,
  ): Promise<ApiResponse> {
    const url = path.startsWith('http') ? path : this.app.url + path;
    const response = await fetch(url, {
      method,
      headers: {
        Accept: jsonApi,
        ...(body !== undefined && { 'Content-Type': jsonApi }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: encoded(body) }),
    });
    const text = await response.text();
    requireConformance({
      method,
      url,
      status: response.status,
      contentType: response.headers.get('content-type'),
      text,
    });
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const document: unknown = text === '' || !isJson ? undefined : JSON.parse(text);
    await this.#requireDocumented(method, url, { response, document });
    return { status: response.status, headers: response.headers, document };
  }

  /** And obeys the server's own OpenAPI document. */
  async #requireDocumented(
    method: string,
    url: string,
    { document, response }: { readonly response: Response; readonly document: unknown },
  ): Promise<void> {
    const { origin, pathname: path } = new URL(url);
    const { headers, status } = response;
    const contentType = headers.get('content-type');
    const judge = await judgeOf(origin);
    const problems = judge.problems({ method, path, status, contentType, document });
    if (problems.length > 0)
      throw new Error(
        `${method} ${url} was answered otherwise than documented:\n${problems.join('\n')}`,
      );
  }

  /** Signs up a user of his own and logs him in. */
  async signUp(name = `user${Math.random().toString(36).slice(2)}`): Promise<SignedUp> {
    const attributes = { email: `${name}@example.org`, password: 'correct horse' };
    const created = await this.post('/v1/users', { data: { type: 'user', attributes } });
    if (created.status !== 201) throw new Error(`sign-up: ${JSON.stringify(created.document)}`);
    const session = await this.post('/v1/auth/session', attributes);
    return { ...attributes, id: created.document.data.id, token: session.document.access_token };
  }
}

/** What is no document yet is sent as it is. */
function encoded(body: unknown): string | Buffer {
  return typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}

export interface SignedUp {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/** Everything that an event needs, and whatever a test adds. */
export function eventDocument(attributes: Readonly<Record<string, unknown>> = {}): {
  data: { type: string; attributes: Record<string, unknown> };
} {
  return {
    data: {
      type: 'event',
      attributes: {
        name: 'Harbour Jazz',
        'starts-at': '2030-06-01T18:00:00+02:00',
        'ends-at': '2030-06-02T02:00:00+02:00',
        timezone: 'Europe/Berlin',
        ...attributes,
      },
    },
  };
}

/** Every response in every e2e test obeys the standard, whatever the test is about. */
function requireConformance(response: WireResponse): void {
  const problems = responseProblems(response);
  if (problems.length === 0) return;
  const { method, text, url } = response;
  throw new Error(
    `${method} ${url} was answered against the standard:\n${problems.join('\n')}\n${text.slice(0, 2000)}`,
  );
}

import { Api, type ApiResponse, type SignedUp } from '../support/api.js';
import type { TestApp } from '../support/app.js';

export const tusBody = 'application/offset+octet-stream';

type Headers = Readonly<Record<string, string>>;

/** Pairs of a name and its value, as `Upload-Metadata` has them. */
export function metadata(pairs: Headers): Headers {
  const encoded = Object.entries(pairs).map(
    ([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`,
  );
  return { 'Upload-Metadata': encoded.join(',') };
}

/** Speaks the protocol by hand, each request as a test wants it. */
export class TusClient {
  readonly #api: Api;

  constructor(
    app: Pick<TestApp, 'url'>,
    readonly user: Pick<SignedUp, 'token'>,
  ) {
    this.#api = new Api(app);
  }

  send(
    method: string,
    path: string,
    { body, headers }: { readonly body?: Buffer; readonly headers?: Headers } = {},
  ): Promise<ApiResponse> {
    const request = { 'Tus-Resumable': '1.0.0', ...headers };
    return this.#api.send(method, path, { ...this.user, headers: request, ...(body && { body }) });
  }

  create(length: number, headers: Headers = {}): Promise<ApiResponse> {
    return this.send('POST', '/v1/upload/tus', {
      headers: { 'Upload-Length': String(length), ...headers },
    });
  }

  /** @returns the URL of the upload */
  async begin(length: number, headers: Headers = {}): Promise<string> {
    const { headers: answered, status } = await this.create(length, headers);
    if (status !== 201) throw new Error(`An upload did not begin: ${status}`);
    return answered.get('location') ?? '';
  }

  createWith(body: Buffer, headers: Headers = {}): Promise<ApiResponse> {
    return this.send('POST', '/v1/upload/tus', {
      body,
      headers: {
        'Upload-Length': String(body.length),
        'Content-Type': tusBody,
        ...headers,
      },
    });
  }

  patch(url: string, offset: number, body: Buffer, headers: Headers = {}): Promise<ApiResponse> {
    return this.send('PATCH', url, {
      body,
      headers: { 'Upload-Offset': String(offset), 'Content-Type': tusBody, ...headers },
    });
  }

  head(url: string): Promise<ApiResponse> {
    return this.send('HEAD', url);
  }

  end(url: string): Promise<ApiResponse> {
    return this.send('DELETE', url);
  }

  /** @returns how much of it the server has */
  async offset(url: string): Promise<number> {
    const { headers, status } = await this.head(url);
    if (status !== 200) throw new Error(`HEAD ${url} was answered with ${status}`);
    return Number(headers.get('upload-offset'));
  }
}

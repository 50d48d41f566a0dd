import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { tusBody } from './tus-client.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** A PATCH that sends what a test gives it, when it gives it, on a connection of its own. */
export class SlowPatch {
  readonly #request: ClientRequest;
  /** Rejects where the connection ends without an answer. */
  readonly answer: Promise<Answer>;

  constructor(
    url: string,
    token: string,
    { length, offset }: { readonly offset: number; readonly length: number },
  ) {
    this.#request = request(url, {
      method: 'PATCH',
      agent: false,
      headers: {
        Authorization: `Bearer ${token}`,
        'Tus-Resumable': '1.0.0',
        'Upload-Offset': offset,
        'Content-Type': tusBody,
        'Content-Length': length,
      },
    });
    this.answer = new Promise((resolve, reject) => {
      this.#request.once('error', reject);
      this.#request.once('response', (response: IncomingMessage) => {
        const { headers, statusCode: status = 0 } = response;
        text(response).then((said) => resolve({ status, headers, text: said }), reject);
      });
    });
    this.answer.catch(() => {});
  }

  /** Resolves when it is on its way. */
  async send(bytes: Buffer): Promise<void> {
    await new Promise<void>((resolve) => this.#request.write(bytes, () => resolve()));
  }

  finish(): void {
    this.#request.end();
  }

  /** As a line that goes dead. */
  cut(): void {
    this.#request.destroy();
  }
}

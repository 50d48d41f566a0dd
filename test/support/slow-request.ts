import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** A JSON request whose body comes in two halves, with as much time between them as a test likes. */
export class SlowRequest {
  readonly #request: ClientRequest;
  readonly #body: Buffer;
  /** Rejects where the connection ends without an answer. */
  readonly answer: Promise<{ readonly status: number; readonly text: string }>;

  private constructor(url: string, token: string, body: unknown) {
    this.#body = Buffer.from(JSON.stringify(body));
    this.#request = request(url, {
      method: 'POST',
      // Its connection is nobody else's, and is offered for reuse all the same.
      agent: false,
      headers: {
        Connection: 'keep-alive',
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'Content-Length': this.#body.length,
      },
    });
    this.answer = new Promise((resolve, reject) => {
      this.#request.once('error', reject);
      this.#request.once('response', (response: IncomingMessage) => {
        const status = response.statusCode ?? 0;
        text(response).then((whole) => resolve({ status, text: whole }), reject);
      });
    });
    this.answer.catch(() => {});
  }

  /** Resolves when the first half is on its way. */
  static async begin(url: string, token: string, body: unknown): Promise<SlowRequest> {
    const slow = new SlowRequest(url, token, body);
    await new Promise<void>((resolve) => {
      slow.#request.write(slow.#body.subarray(0, slow.#body.length / 2), () => resolve());
    });
    return slow;
  }

  abort(): void {
    this.#request.destroy();
  }

  finish(): void {
    this.#request.end(this.#body.subarray(this.#body.length / 2));
  }
}

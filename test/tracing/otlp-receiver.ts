import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: unknown }[];
}

interface Export {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[];
  }[];
}

/** A collector of traces that speaks OTLP over HTTP, in JSON. */
export class OtlpReceiver {
  readonly #server: Server = createServer((request, response) => {
    void this.#take(request, response);
  });
  /** Each as it came. */
  readonly bodies: string[] = [];

  /** @param manner whether it answers at all */
  constructor(private readonly manner: 'answering' | 'silent' = 'answering') {}

  /** @param port a free one by default */
  async open(port = 0): Promise<string> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.bodies.push(await text(request));
    if (this.manner === 'silent') return;
    response.setHeader('Content-Type', 'application/json').end('{}');
  }

  /** @param traceId in hexadecimal */
  spansOf(traceId: string): readonly ReceivedSpan[] {
    return this.bodies
      .flatMap((body) => (JSON.parse(body) as Export).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans)
      .flatMap(({ spans }) => spans)
      .filter((span) => span.traceId === traceId);
  }
}

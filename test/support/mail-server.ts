import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came. */
  readonly raw: string;
}

/** A mail server on loopback that keeps what it is sent. */
export class LoopbackMailServer {
  readonly received: ReceivedMail[] = [];
  /** Sessions that ended without a mail. */
  refused = 0;
  /** Sessions that wait to be let on. */
  held = 0;
  #refusing = false;
  #gate: Promise<void> = Promise.resolve();
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onRcptTo: (_address, _session, callback) => {
        if (!this.#refusing) return void this.#admit(callback);
        this.refused += 1;
        callback(Object.assign(new Error('Come again later'), { responseCode: 451 }));
      },
      onData: (stream, { envelope }, callback) => {
        const from = envelope.mailFrom === false ? '' : (envelope.mailFrom?.address ?? '');
        const to = envelope.rcptTo.map(({ address }) => address);
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          this.received.push({ from, to, raw: Buffer.concat(chunks).toString() });
          callback();
        });
      },
    });
    // A client that is killed resets its connection, which would end the tests.
    this.#server.on('error', () => {});
  }

  /** @param port where one was that is closed */
  static async start(port = 0): Promise<LoopbackMailServer> {
    const server = new LoopbackMailServer();
    server.#server.listen(port, '127.0.0.1');
    await once(server.#server.server, 'listening');
    return server;
  }

  get url(): string {
    const { port } = this.#server.server.address() as { readonly port: number };
    return `smtp://127.0.0.1:${port}`;
  }

  /** From now on it takes no mail. */
  refuse(refusing: boolean): void {
    this.#refusing = refusing;
  }

  /** From now on it takes its time over every recipient, until it is released. */
  hold(): () => void {
    let release = (): void => undefined;
    this.#gate = new Promise((resolve) => (release = resolve));
    return release;
  }

  async #admit(go: () => void): Promise<void> {
    this.held += 1;
    await this.#gate;
    this.held -= 1;
    go();
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}

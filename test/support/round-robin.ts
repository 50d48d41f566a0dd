import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/**
 * A balancer as small as one can be: each connection goes to the next server that can be reached, so that a client
 * who takes a new one for each request never speaks twice in a row to the same.
 */
export class RoundRobin {
  readonly #door: Server = createServer((guest) => void this.#admit(guest));
  readonly #guests = new Set<Socket>();
  #next = 0;

  /** @param ports where servers listen; may be changed at any time */
  constructor(readonly ports: number[]) {}

  /** @returns its URL, without a slash at its end */
  async open(): Promise<string> {
    this.#door.listen(0, '127.0.0.1');
    await once(this.#door, 'listening');
    return `http://127.0.0.1:${(this.#door.address() as AddressInfo).port}`;
  }

  close(): void {
    for (const guest of this.#guests) guest.destroy();
    this.#door.close();
  }

  async #admit(guest: Socket): Promise<void> {
    this.#guests.add(guest);
    guest.once('close', () => this.#guests.delete(guest)).on('error', () => {});
    const server = await this.#reach();
    if (server === null) return void guest.destroy();
    // Half an answer must not look like a whole one.
    server.on('error', () => guest.resetAndDestroy()).once('close', () => guest.destroy());
    guest.once('close', () => server.destroy());
    guest.pipe(server).pipe(guest);
  }

  /** @returns null where none of them listens */
  async #reach(): Promise<Socket | null> {
    for (let tries = 0; tries < this.ports.length; tries++) {
      const port = this.ports[this.#next++ % this.ports.length] ?? 0;
      const server = connect(port, '127.0.0.1');
      try {
        await once(server, 'connect');
        return server;
      } catch {
        server.destroy();
      }
    }
    return null;
  }
}

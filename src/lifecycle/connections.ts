import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';

/** In which what has reached the machine reaches this process: a request in the kernel's hands is under way, too. */
const arrivalMilliseconds = 100;

/** Of the event loop: in one of them one connection is accepted, and in the next its request is read. */
const quietTurns = 2;

/** More than wait to be accepted; those who come now and for ever are not waited for. */
const mostTurns = 2000;

/** Each layer of a request waits for the end of its answer, a stream with several; more than Node's 10 are no leak. */
const mostListeners = 20;

/**
 * Who is connected, and which requests are under way. Needed to end a server in order: Node's own `close` waits for
 * connections that have never sent a request, and for those that stay open behind an answer that was under way.
 */
@Injectable()
export class Connections {
  readonly #open = new Map<Socket, Set<ServerResponse>>();
  /** Connections and requests since the start. */
  #arrived = 0;
  #leaving = false;
  #ending = false;

  /** Whether the server is about to end, and nobody should come to it any more. */
  get leaving(): boolean {
    return this.#leaving;
  }

  /** Open connections. */
  get count(): number {
    return this.#open.size;
  }

  /** Requests under way. */
  get busy(): number {
    return [...this.#open.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** @param stallMilliseconds in which a client may take nothing of an answer that waits for it */
  watch(server: Server, stallMilliseconds: number): void {
    server.on('timeout', (socket: Socket) => this.#endStalled(socket));
    server.on('connection', (socket) => this.#meet(socket));
    // Before the app, which may answer at once.
    server.prependListener('request', ({ socket }, response) => {
      response.setMaxListeners(mostListeners);
      socket.setTimeout(stallMilliseconds);
      this.#begin(socket, response);
      // Node puts its own limit in the place of this one, unless it has none.
      response.once('close', () => {
        if (server.keepAliveTimeout === 0) socket.setTimeout(0);
      });
    });
  }

  /** From now on every answer tells its client to connect anew, and that leads elsewhere. */
  leave(): void {
    this.#leaving = true;
    for (const responses of this.#open.values()) for (const one of responses) refuseReuse(one);
  }

  /**
   * Accepts nobody any more, and waits for the requests under way.
   *
   * @returns how many were cut off at the deadline
   */
  async end(server: Server, deadlineMilliseconds: number): Promise<number> {
    this.leave();
    await sleep(arrivalMilliseconds);
    await this.#untilQuiet();
    this.#ending = true;
    let cut = 0;
    const deadline = setTimeout(() => (cut = this.#cut()), deadlineMilliseconds);
    await new Promise((resolve) => {
      server.close(resolve);
      for (const [socket, { size }] of this.#open) if (size === 0) hangUp(socket);
    });
    clearTimeout(deadline);
    return cut;
  }

  /** Where this process was busy with something else for as long, the timer is heard before all that has arrived. */
  async #untilQuiet(): Promise<void> {
    let arrived = -1;
    for (let turns = 0, quiet = 0; quiet < quietTurns && turns < mostTurns; turns++) {
      await turn();
      quiet = this.#arrived === arrived ? quiet + 1 : 0;
      arrived = this.#arrived;
    }
  }

  /** Node tells so of connections that wait for another request, too, and of those on which it is the server's turn. */
  #endStalled(socket: Socket): void {
    const busy = (this.#open.get(socket)?.size ?? 0) > 0;
    if (busy && socket.writableLength === 0) return;
    socket.destroy();
  }

  #meet(socket: Socket): void {
    if (this.#ending) return void socket.destroy();
    this.#arrived += 1;
    this.#open.set(socket, new Set());
    socket.once('close', () => this.#open.delete(socket));
  }

  #begin(socket: Socket, response: ServerResponse): void {
    const responses = this.#open.get(socket);
    if (!responses) return;
    this.#arrived += 1;
    responses.add(response);
    if (this.#leaving) refuseReuse(response);
    response.once('close', () => {
      responses.delete(response);
      if (this.#ending && responses.size === 0) hangUp(socket);
    });
  }

  #cut(): number {
    const { busy } = this;
    for (const socket of this.#open.keys()) socket.destroy();
    return busy;
  }
}

function refuseReuse(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

/** What was written is sent; nobody waits for the other side to hang up too. */
function hangUp(socket: Socket): void {
  socket.end(() => socket.destroy());
}

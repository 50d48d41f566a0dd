import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { Lock, Locker } from '@tus/server';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { uploadBusy } from './tus.errors.js';
import type { TusRequest } from './tus-request.js';

/** A request that is at work on an upload. */
interface Turn {
  readonly request: IncomingMessage;
  readonly ended: Promise<void>;
  end(): void;
}

/** In which what has come is stored, or a file proven that was whole. */
const patienceMilliseconds = 10_000;

const retryAfterSeconds = 2;

/**
 * Lets one request of this process at a time work on an upload. Whoever asks with HEAD where to go on, or ends it, has
 * given up the request that is still sending: it often hangs on a line that is dead, and is cut off. Between processes
 * nothing is locked: the table of uploads decides who came first.
 */
@Injectable()
export class UploadTurns implements BeforeApplicationShutdown {
  readonly #turns = new Map<string, Turn>();

  /** How a request takes its turn; @tus/server asks for it where it needs one. */
  lockerFor({ caller, incoming, method }: TusRequest): Locker {
    const nameOf = (id: string): string => `${caller.id} ${id}`;
    const unlock = (id: string) => Promise.resolve(this.#turns.get(nameOf(id))?.end());
    const begin = (id: string) => this.#begin(nameOf(id), incoming);
    const cutOff = (id: string) => this.#cutOff(nameOf(id));
    const locks: Readonly<Record<string, (id: string) => Lock>> = {
      HEAD: (id) => ({ lock: () => cutOff(id), unlock: () => Promise.resolve() }),
      DELETE: (id) => ({ lock: () => cutOff(id).then(() => begin(id)), unlock: () => unlock(id) }),
    };
    const usual = (id: string): Lock => ({
      lock: () => Promise.resolve(id).then(begin),
      unlock: () => unlock(id),
    });
    return { newLock: locks[method] ?? usual };
  }

  /** Rows and storage are still there then. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(Array.from(this.#turns.values(), ({ ended }) => ended));
  }

  /** @throws JsonApiError 423 */
  #begin(name: string, request: IncomingMessage): void {
    this.#requireFree(name);
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.#turns.set(name, {
      request,
      ended,
      end: () => {
        this.#turns.delete(name);
        end();
      },
    });
  }

  /** @throws JsonApiError 423 where it does not end soon */
  async #cutOff(name: string): Promise<void> {
    const turn = this.#turns.get(name);
    if (turn === undefined) return;
    // One whose body is whole waits for its answer.
    if (!turn.request.complete) turn.request.destroy();
    const late = new AbortController();
    const patience = sleep(patienceMilliseconds, undefined, { signal: late.signal });
    await Promise.race([turn.ended, patience.catch(() => {})]);
    late.abort();
    this.#requireFree(name);
  }

  #requireFree(name: string): void {
    if (this.#turns.has(name)) throw new JsonApiError(uploadBusy(retryAfterSeconds));
  }
}

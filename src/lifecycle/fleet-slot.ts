import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';

/** Of a worker that ends at once; doubled each time, up to the last. */
const firstPauseMilliseconds = 250;
const lastPauseMilliseconds = 30_000;

/** Who has lived so long has not ended for a fault of its start. */
const soundMilliseconds = 60_000;

/** One place in a fleet: there is a worker in it, and where one ends unasked, the next. */
export class FleetSlot {
  readonly #logger = new Logger('Fleet');
  readonly #end = new AbortController();
  #worker: Worker | null = null;
  #gone: Promise<unknown> = Promise.resolve();
  #failures = 0;

  constructor(private readonly environment: Readonly<Record<string, string>>) {}

  /**
   * Resolves when the first worker listens.
   *
   * @returns its port
   * @throws Error where it ends before that
   */
  async start(): Promise<number> {
    const worker = this.#launch();
    const listening = once(worker, 'listening') as Promise<[{ readonly port: number }]>;
    const ended = this.#gone.then(() => {
      throw new Error('A worker ended before it could serve; it said why');
    });
    const [{ port }] = await Promise.race([listening, ended]);
    ended.catch(() => {});
    void this.#keepFilled();
    return port;
  }

  /** Resolves when its worker has ended in its own time. */
  async end(signal: NodeJS.Signals): Promise<void> {
    this.#end.abort();
    this.#worker?.process.kill(signal);
    await this.#gone;
  }

  #launch(): Worker {
    const worker = cluster.fork(this.environment);
    this.#worker = worker;
    this.#gone = once(worker, 'exit').catch((error: unknown) => this.#logger.error(String(error)));
    return worker;
  }

  async #keepFilled(): Promise<void> {
    const { signal } = this.#end;
    for (;;) {
      const began = performance.now();
      await this.#gone;
      if (signal.aborted) return;
      this.#failures = performance.now() - began > soundMilliseconds ? 0 : this.#failures + 1;
      const pause = pauseAfter(this.#failures);
      this.#logger.error(`Worker ${this.#worker?.process.pid} has ended; the next in ${pause} ms`);
      await sleep(pause, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      this.#launch();
    }
  }
}

/** @param failures in a row */
export function pauseAfter(failures: number): number {
  const doubled = firstPauseMilliseconds * 2 ** Math.max(0, failures - 1);
  return Math.min(doubled, lastPauseMilliseconds);
}

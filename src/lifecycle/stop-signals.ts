import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * One Ctrl-C comes twice: the terminal sends it to all of its programs, and npm passes it on to its own. Supervisors
 * that end a whole group of processes do the same. Nobody's second thought is so quick.
 */
const echoMilliseconds = 1000;

/** The first signal ends the server in order, a second one at once. */
export class StopSignals {
  #inOrder: ((signal: NodeJS.Signals) => Promise<void>) | null = null;
  #heardAt: number | null = null;

  static listen(): StopSignals {
    const listener = new StopSignals();
    for (const signal of signals) process.on(signal, () => listener.#hear(signal));
    return listener;
  }

  /**
   * Until this is called there is nothing to finish, and every signal ends the process at once.
   *
   * @param inOrder ends what the process has begun
   */
  stopBy(inOrder: (signal: NodeJS.Signals) => Promise<void>): void {
    this.#inOrder = inOrder;
  }

  #hear(signal: (typeof signals)[number]): void {
    const now = performance.now();
    if (this.#heardAt !== null && now - this.#heardAt < echoMilliseconds) return;
    if (this.#heardAt !== null || this.#inOrder === null)
      // As shells count: what a process that does not listen would have ended with.
      process.exit(128 + constants.signals[signal]);
    this.#heardAt = now;
    void this.#inOrder(signal).then(
      // Nothing else says at once that npm need not call it a failure.
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  }
}

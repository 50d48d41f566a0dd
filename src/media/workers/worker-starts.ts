/** Failures in a row that may be somebody's kill, or a machine that is short of something for an instant. */
const forgiven = 3;

/** After the first failure beyond those; doubled each time, up to the last. */
const firstPauseMilliseconds = 250;
const lastPauseMilliseconds = 30_000;

/**
 * Whether it is worth while to start a worker: one that ends before it takes a job, again and again, is not asked for
 * with each picture anew, which would cost the server more than the pictures do.
 */
export class WorkerStarts {
  #failures = 0;
  #restsUntil = 0;

  /** @param now milliseconds, by a clock that nobody sets */
  isResting(now = performance.now()): boolean {
    return now < this.#restsUntil;
  }

  /** Of a worker that took a job. */
  succeeded(): void {
    this.#failures = 0;
  }

  /** Of one that ended before. */
  failed(now = performance.now()): void {
    this.#failures += 1;
    const beyond = this.#failures - forgiven;
    if (beyond < 0) return;
    const pause = Math.min(firstPauseMilliseconds * 2 ** beyond, lastPauseMilliseconds);
    this.#restsUntil = now + pause;
  }
}

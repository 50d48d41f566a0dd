/** When work is done again. */
export interface Rhythm {
  /** From the start to the first time. */
  readonly delayMilliseconds: number;
  /** From the end of one time to the begin of the next; 0: never at all. */
  readonly pauseMilliseconds: number;
}

/** Work that is done again and again until it is ended; never twice at once. */
export class Repetition {
  readonly #end = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  /** @param work never throws, and stops early when the signal says so */
  constructor(private readonly work: (signal: AbortSignal) => Promise<void>) {}

  start({ delayMilliseconds, pauseMilliseconds }: Rhythm): void {
    if (pauseMilliseconds > 0) this.#wait(delayMilliseconds, pauseMilliseconds);
  }

  /** Resolves when what was under way has stopped. */
  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#end.abort();
    await this.#running;
  }

  #wait(milliseconds: number, pause: number): void {
    this.#timer = setTimeout(() => {
      this.#running = this.#once(pause);
    }, milliseconds).unref();
  }

  async #once(pause: number): Promise<void> {
    await this.work(this.#end.signal);
    if (!this.#end.signal.aborted) this.#wait(pause, pause);
  }
}

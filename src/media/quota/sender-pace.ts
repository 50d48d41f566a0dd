/**
 * How fast the sender of a body is, on an average over the time in which the server waited for him and for nothing
 * else. Whoever is in the way of others, and slow, is given up.
 */
export class SenderPace {
  #bytes = 0;
  #waitedMs = 0;
  #waitingSince: number | null = null;
  #isOver = false;
  #isGivenUp = false;
  #wake = (): void => {};

  /**
   * @param graceMs of waiting, before which nobody is judged
   * @returns bytes a second; Infinity for whoever is not judged yet, or not any more
   */
  speedAfter(graceMs: number): number {
    const now = performance.now();
    const ms = this.#waitedMs + (this.#waitingSince === null ? 0 : now - this.#waitingSince);
    return this.#isOver || ms < graceMs || ms === 0 ? Infinity : (this.#bytes * 1000) / ms;
  }

  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** All that came has been taken. @param wake is called when the sender is given up */
  wait(wake: () => void): void {
    this.#waitingSince = performance.now();
    this.#wake = wake;
  }

  goOn(): void {
    if (this.#waitingSince !== null) this.#waitedMs += performance.now() - this.#waitingSince;
    this.#waitingSince = null;
  }

  came(bytes: number): void {
    this.#bytes += bytes;
  }

  /** Nothing of the body is waited for any more. */
  end(): void {
    this.#isOver = true;
  }

  giveUp(): void {
    this.#isGivenUp = true;
    this.#wake();
  }
}

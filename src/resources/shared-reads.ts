/** A read that runs, and the one that whoever asks meanwhile waits for. */
interface Flight<T> {
  readonly running: Promise<T>;
  following: Promise<T> | null;
}

/**
 * What many ask for at the same moment is read once for all of them.
 *
 * Nobody joins a read that has begun, for a write that was answered since may be missing in it: whoever comes
 * meanwhile waits for the next, which begins when the present one ends and which all of them share. So each
 * sees all that was written before he asked, as if he had been alone.
 */
export class SharedReads<T> {
  readonly #flights = new Map<string, Flight<T>>();

  /** How many reads run at the moment. */
  get size(): number {
    return this.#flights.size;
  }

  /**
   * @param key equal for those, and only those, who get the same answer
   * @param read begun by one of those who wait for it
   */
  join(key: string, read: () => Promise<T>): Promise<T> {
    const flight = this.#flights.get(key);
    if (flight === undefined) return this.#begin(key, read);
    flight.following ??= this.#after(flight.running, key, read);
    return flight.following;
  }

  async #after(running: Promise<T>, key: string, read: () => Promise<T>): Promise<T> {
    await running.catch(() => null);
    return this.#begin(key, read);
  }

  #begin(key: string, read: () => Promise<T>): Promise<T> {
    const flight: Flight<T> = { running: read(), following: null };
    this.#flights.set(key, flight);
    const end = () => {
      // Where somebody follows, his flight takes the place.
      if (flight.following === null) this.#flights.delete(key);
    };
    flight.running.then(end, end);
    return flight.running;
  }
}

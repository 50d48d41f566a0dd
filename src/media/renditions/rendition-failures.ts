import type { FileName } from '../../storage/storage-key.js';

/** What could not be made is not tried again for so long. */
const rememberedMilliseconds = 10 * 60 * 1000;
const mostRemembered = 1000;

interface Failure {
  readonly error: unknown;
  /** Milliseconds, by a clock that nobody sets. */
  readonly until: number;
}

/**
 * Renditions that could not be made: each attempt may cost a worker as long as its deadline, and anybody can ask for
 * one as often as he likes. Of more than there is room for, the oldest is forgotten.
 */
export class RenditionFailures {
  readonly #known = new Map<FileName, Failure>();

  /** @throws what was remembered of the name, for as long as it is */
  requireNone(name: FileName, now = performance.now()): void {
    const failure = this.#known.get(name);
    if (failure === undefined) return;
    if (failure.until > now) throw failure.error;
    this.#known.delete(name);
  }

  remember(name: FileName, error: unknown, now = performance.now()): void {
    this.#known.delete(name);
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= mostRemembered) this.#known.delete(oldest);
    this.#known.set(name, { error, until: now + rememberedMilliseconds });
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { StatementRunner } from '../database/statement.runner.js';
import { FileStorage } from '../storage/file-storage.js';
import { HealthConfig } from './health.config.js';

/** However many ask, each dependency is asked once in that time. */
const knownForMilliseconds = 1000;

/** What requests need that is elsewhere. An answer says how it is and how soon it said so; the log has the cause. */
@Injectable()
export class Dependencies {
  readonly #logger = new Logger('Health');
  readonly #down = new Set<string>();
  readonly #causes = new Map<string, unknown>();

  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly runner: StatementRunner,
    private readonly storage: FileStorage,
    private readonly config: HealthConfig,
  ) {}

  /** Without it nothing is answered. */
  database(): Promise<HealthIndicatorResult> {
    return this.#probe('database', () => this.runner.rows('SELECT 1', []));
  }

  /**
   * Without it rows are read and written all the same, and the other servers have no other: that is degraded, not down.
   */
  async fileStorage(): Promise<HealthIndicatorResult> {
    const name = 'storage';
    // Any store can tell what is not there.
    const result = await this.#probe(name, () => firstOf(this.storage.list('probe/')));
    const { message, status } = result[name] as { status: string; message?: string };
    return status === 'up' ? result : this.indicators.check(name).degraded({ message });
  }

  async #probe(name: string, ask: () => Promise<unknown>): Promise<HealthIndicatorResult> {
    const attempt = this.indicators
      .check(name)
      .attempt(() => this.#ask(name, ask))
      .withTimeout(this.config.healthDeadlineMilliseconds)
      .cacheFor(knownForMilliseconds);
    const result = await attempt;
    this.#tell(name, result[name]);
    return result;
  }

  /** @throws Error whose message may be shown to anybody */
  async #ask(name: string, ask: () => Promise<unknown>): Promise<void> {
    this.#causes.delete(name);
    try {
      await ask();
    } catch (cause) {
      this.#causes.set(name, cause);
      throw new Error('it does not answer', { cause });
    }
  }

  /** Once for each time that it goes or comes, not for each time that somebody asks. */
  #tell(name: string, { message, status }: Readonly<Record<string, unknown>> = {}): void {
    if (status === 'up') {
      if (this.#down.delete(name)) this.#logger.log(`The ${name} answers again`);
    } else if (!this.#down.has(name)) {
      this.#down.add(name);
      this.#logger.error(`The ${name} is down: ${String(this.#causes.get(name) ?? message)}`);
    }
  }
}

async function firstOf<T>(list: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of list) return one;
  return undefined;
}

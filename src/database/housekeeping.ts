import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DatabaseConfig } from './database.config.js';
import { Repetition } from './repetition.js';

/**
 * Removes rows that have had their time. It may run in several processes at once, and be killed.
 *
 * @returns how many rows are gone
 */
export type Chore = () => Promise<number>;

/** Not while the first requests want to be answered. */
const delayMilliseconds = 60_000;

/** Does the chores of all rooms at intervals; each room enters its own. */
@Injectable()
export class Housekeeping implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Housekeeping');
  readonly #chores = new Map<string, Chore>();
  readonly #repetition = new Repetition((signal) => this.run(signal));

  constructor(private readonly config: DatabaseConfig) {}

  /** @param what of which a log says how many are gone, such as `expired sessions` */
  enter(what: string, chore: Chore): void {
    this.#chores.set(what, chore);
  }

  /** One that fails does not keep the others from being done. */
  async run(signal?: AbortSignal): Promise<void> {
    for (const [what, chore] of this.#chores) {
      if (signal?.aborted === true) return;
      try {
        const count = await chore();
        if (count > 0) this.#logger.log(`Removed ${count} ${what}`);
      } catch (error) {
        this.#logger.error(`Could not remove ${what}: ${String(error)}`);
      }
    }
  }

  onApplicationBootstrap(): void {
    const pauseMilliseconds = this.config.housekeepingIntervalMinutes * 60_000;
    this.#repetition.start({ delayMilliseconds, pauseMilliseconds });
  }

  /** Rows are still there then. */
  beforeApplicationShutdown(): Promise<void> {
    return this.#repetition.end();
  }
}

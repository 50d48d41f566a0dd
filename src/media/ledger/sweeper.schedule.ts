import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { MediaConfig } from '../media.config.js';
import { MediaSweeper } from './media.sweeper.js';

/** Sweeps some time after the start, and then at intervals. */
@Injectable()
export class SweeperSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('MediaSweeper');
  readonly #end = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  /** By a clock that nobody sets: the machine's may be put back by a year. */
  #audited = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly sweeper: MediaSweeper,
    private readonly config: MediaConfig,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.sweepIntervalMinutes > 0) this.#wait(this.config.sweepDelaySeconds * 1000);
  }

  /** Rows and storage are still there then. */
  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.#timer);
    this.#end.abort();
    await this.#running;
  }

  /** From the end of one sweep to the begin of the next. */
  #wait(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#running = this.#sweep();
    }, milliseconds).unref();
  }

  async #sweep(): Promise<void> {
    const { auditIntervalHours, sweepIntervalMinutes } = this.config;
    const due = performance.now() - this.#audited >= auditIntervalHours * 3_600_000;
    const audit = auditIntervalHours > 0 && due;
    try {
      const report = await this.sweeper.sweep({ audit, signal: this.#end.signal });
      if (audit && report !== null) this.#audited = performance.now();
    } catch (error) {
      if (!this.#end.signal.aborted) this.#logger.error(`A sweep failed: ${String(error)}`);
    }
    if (!this.#end.signal.aborted) this.#wait(sweepIntervalMinutes * 60_000);
  }
}

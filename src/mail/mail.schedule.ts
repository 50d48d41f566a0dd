import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Housekeeping } from '../database/housekeeping.js';
import { Repetition } from '../database/repetition.js';
import { MailConfig } from './mail.config.js';
import { MailDelivery } from './mail.delivery.js';
import { Outbox } from './outbox.js';

/** Looks at intervals for mails that are due, and for those that were given up long ago. */
@Injectable()
export class MailSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger('Mail');
  readonly #repetition = new Repetition((signal) => this.#deliver(signal));

  constructor(
    private readonly delivery: MailDelivery,
    private readonly outbox: Outbox,
    private readonly housekeeping: Housekeeping,
    private readonly config: MailConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.housekeeping.enter('mails that were given up', () => this.outbox.forgetGivenUp());
    const pauseMilliseconds = this.config.mailPollMilliseconds;
    this.#repetition.start({ delayMilliseconds: pauseMilliseconds, pauseMilliseconds });
  }

  /** Rows are still there then. */
  beforeApplicationShutdown(): Promise<void> {
    return this.#repetition.end();
  }

  async #deliver(signal: AbortSignal): Promise<void> {
    try {
      await this.delivery.deliverDue(signal);
    } catch (error) {
      this.#logger.error(`The outbox cannot be read: ${String(error)}`);
    }
  }
}

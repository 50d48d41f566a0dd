import { Injectable, Logger } from '@nestjs/common';
import { LetterWriters } from './letter-writers.js';
import { MailConfig } from './mail.config.js';
import { MailTransport } from './mail.transport.js';
import { Outbox, type TakenMail } from './outbox.js';

/** Sends what the outbox owes. Any number of processes may do it side by side. */
@Injectable()
export class MailDelivery {
  readonly #logger = new Logger('Mail');

  constructor(
    private readonly outbox: Outbox,
    private readonly writers: LetterWriters,
    private readonly transport: MailTransport,
    private readonly config: MailConfig,
  ) {}

  /**
   * One after the other, until nothing is due or the signal comes.
   *
   * @returns how many were tried
   */
  async deliverDue(signal: AbortSignal = never): Promise<number> {
    for (let tried = 0; ; tried++) {
      const mail = signal.aborted ? null : await this.outbox.take(this.writers.kinds);
      if (mail === null) return tried;
      await this.#deliver(mail);
    }
  }

  async #deliver(mail: TakenMail): Promise<void> {
    const { id, kind, recipient } = mail;
    try {
      const letter = await this.writers.write(kind, recipient);
      if (letter !== null) await this.transport.send({ ...letter, id, recipient });
    } catch (error) {
      this.#report(mail, error);
      return;
    }
    await this.outbox.settle(mail);
  }

  #report({ attempts, id, kind }: TakenMail, error: unknown): void {
    const what = `The mail ${id} (${kind}) did not leave at attempt ${attempts}`;
    if (attempts < this.config.mailAttempts) this.#logger.warn(`${what}: ${String(error)}`);
    else this.#logger.error(`${what} and is given up: ${String(error)}`);
  }
}

const never = new AbortController().signal;

import { createTransport } from 'nodemailer';
import type { AddressedLetter } from './letter.js';
import { MailTransport, messageOf } from './mail.transport.js';

/** Together less than the first wait of a mail that failed: nobody sends it a second time meanwhile. */
const patience = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
};

/** To a mail server, which takes it from there. */
export class SmtpTransport extends MailTransport {
  readonly #transport;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    this.#transport = createTransport({ url, ...patience });
  }

  async send(letter: AddressedLetter): Promise<void> {
    await this.#transport.sendMail(messageOf(letter, this.from));
  }
}

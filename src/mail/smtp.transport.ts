import { createTransport } from 'nodemailer';
import type { AddressedLetter } from './letter.js';
import { MailTransport, messageOf } from './mail.transport.js';

/** Less than the first wait of a mail that failed, so that nobody sends it meanwhile; and than the end of a server. */
const patience = {
  dnsTimeout: 4_000,
  connectionTimeout: 4_000,
  greetingTimeout: 4_000,
  socketTimeout: 8_000,
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

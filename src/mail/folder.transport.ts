import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { AddressedLetter } from './letter.js';
import { MailTransport, messageOf } from './mail.transport.js';

/** Into a folder, as files that any mail program opens: where no mail server is at hand. */
export class FolderTransport extends MailTransport {
  readonly #composer = createTransport({ streamTransport: true, buffer: true });

  constructor(
    private readonly folder: string,
    private readonly from: string,
  ) {
    super();
  }

  /** Readable by its owner only: links in it open accounts. */
  async send(letter: AddressedLetter): Promise<void> {
    const { message } = await this.#composer.sendMail(messageOf(letter, this.from));
    const path = join(this.folder, `${letter.id}.eml`);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(`${path}.part`, message, { mode: 0o600 });
    await rename(`${path}.part`, path);
  }
}

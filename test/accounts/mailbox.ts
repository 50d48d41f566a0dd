import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MailDelivery } from '../../src/mail/mail.delivery.js';
import type { TestApp } from '../support/app.js';

export interface DeliveredMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where its first link leads; null where there is none. */
  readonly link: URL | null;
}

/** The mails of an app without a mail server: the files in its outbox folder. */
export class Mailbox {
  constructor(private readonly app: TestApp) {}

  /** Has the app send what is due, and takes what arrived, in the order of subjects. */
  async collect(): Promise<readonly DeliveredMail[]> {
    await this.app.nest.get(MailDelivery).deliverDue();
    const folder = join(this.app.dataDir, 'outbox');
    const names = await readdir(folder).catch(() => []);
    const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    await rm(folder, { recursive: true, force: true });
    return mails.map(parseMail).sort((one, other) => one.subject.localeCompare(other.subject));
  }

  /** The token in the one mail that arrives now. */
  async token(): Promise<string> {
    const mails = await this.collect();
    const [mail] = mails;
    if (mail === undefined || mails.length > 1)
      throw new Error(`Not one mail, but ${JSON.stringify(mails)}`);
    return mail.link?.searchParams.get('token') ?? '';
  }
}

export function parseMail(raw: string): DeliveredMail {
  const [head = '', ...rest] = raw.split(/\r?\n\r?\n/);
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1] ?? '';
  const body = rest.join('\n\n');
  const text = header('Content-Transfer-Encoding') === 'quoted-printable' ? decoded(body) : body;
  const url = /https?:\/\/\S+/.exec(text)?.[0];
  const link = url === undefined ? null : new URL(url);
  return { to: header('To'), subject: header('Subject'), text, link };
}

function decoded(quoted: string): string {
  const bytes = quoted
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([\dA-F]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  return Buffer.from(bytes, 'latin1').toString();
}

import { join, resolve } from 'node:path';
import { Global, Logger, Module } from '@nestjs/common';
import { FolderTransport } from './folder.transport.js';
import { LetterWriters } from './letter-writers.js';
import { MailConfig } from './mail.config.js';
import { MailDelivery } from './mail.delivery.js';
import { MailSchedule } from './mail.schedule.js';
import { MailTransport } from './mail.transport.js';
import { Outbox } from './outbox.js';
import { SmtpTransport } from './smtp.transport.js';

/** Mails, for every floor above. */
@Global()
@Module({
  providers: [
    LetterWriters,
    MailDelivery,
    MailSchedule,
    Outbox,
    { provide: MailTransport, inject: [MailConfig], useFactory: transportOf },
  ],
  exports: [LetterWriters, Outbox],
})
export class MailModule {}

function transportOf({ dataDir, mailFrom, smtpUrl }: MailConfig): MailTransport {
  if (smtpUrl !== undefined) return new SmtpTransport(smtpUrl, mailFrom);
  const folder = resolve(join(dataDir, 'outbox'));
  new Logger('Mail').warn(`SMTP_URL is not set: mails go to ${folder} and to nobody`);
  return new FolderTransport(folder, mailFrom);
}

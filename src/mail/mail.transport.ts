import type { AddressedLetter } from './letter.js';

/** The way out. */
export abstract class MailTransport {
  /**
   * Resolves when somebody else is responsible for the letter.
   *
   * @throws Error where nobody took it; it may have arrived nevertheless
   */
  abstract send(letter: AddressedLetter): Promise<void>;
}

/** What every transport says of a letter, in nodemailer's words. */
export function messageOf({ id, recipient, subject, text }: AddressedLetter, from: string) {
  const domain = /@([^@>]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    from,
    // An object: a text would be taken for a list of addresses.
    to: { name: '', address: recipient },
    subject,
    text,
    messageId: `<${id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    // A text stays a text, whatever it looks like.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

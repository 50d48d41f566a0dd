import type { Letter } from '../../mail/letter.js';

/** What letters about accounts are about. */
export interface Occasion {
  /** Of whom it is sent to; null where nobody knows. */
  readonly name: string | null;
  /** What the server is called in the world. */
  readonly host: string;
}

export interface Invitation extends Occasion {
  readonly link: string;
  /** For how long the link holds, such as `60 minutes`. */
  readonly validity: string;
}

export function verifyEmailLetter({ host, link, name, validity }: Invitation): Letter {
  return {
    subject: 'Please confirm your e-mail address',
    text: letter(
      name,
      `please confirm that this is the address of your account at ${host}:`,
      link,
      `The link holds for ${validity}, and once. If you have no account there, somebody has mistyped his own address: do nothing.`,
    ),
  };
}

export function resetPasswordLetter({ host, link, name, validity }: Invitation): Letter {
  return {
    subject: 'Set a new password',
    text: letter(
      name,
      `somebody, probably you, has asked for a new password for your account at ${host}. Set it here:`,
      link,
      `The link holds for ${validity}, and once. If it was not you, do nothing: your password stays as it is.`,
    ),
  };
}

/** @param link to the page where a reset is asked for */
export function passwordChangedLetter({ host, link, name }: Omit<Invitation, 'validity'>): Letter {
  return {
    subject: 'Your password was changed',
    text: letter(
      name,
      `the password of your account at ${host} was changed, and all its sessions were ended.`,
      'If it was not you, set another one at once:',
      link,
    ),
  };
}

/** To the address that it was until now. */
export function emailChangedLetter({ host, name }: Occasion): Letter {
  return {
    subject: 'Your account has another e-mail address now',
    text: letter(
      name,
      `your account at ${host} was moved to another e-mail address. This one does not open it any more.`,
      'If it was not you, tell whoever runs the server.',
    ),
  };
}

function letter(name: string | null, ...paragraphs: readonly string[]): string {
  const greeting = `Hello${name === null ? '' : ` ${name}`},`;
  return [greeting, ...paragraphs.map(wrapped), ''].join('\n\n');
}

/** Short lines travel as they are: a letter in a folder can be read by eye, and its link be copied. */
function wrapped(paragraph: string): string {
  return paragraph.replaceAll(/(.{1,72})(?:\s|$)/g, '$1\n').trimEnd();
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ServerConfig } from '../../config/server.config.js';
import type { Letter } from '../../mail/letter.js';
import { LetterWriters } from '../../mail/letter-writers.js';
import { MailConfig } from '../../mail/mail.config.js';
import { type Account, Accounts } from '../accounts.js';
import {
  type Invitation,
  emailChangedLetter,
  passwordChangedLetter,
  resetPasswordLetter,
  verifyEmailLetter,
} from './account-letter.js';
import type { MailedPurpose } from './mailed-token.entity.js';
import { MailedTokens } from './mailed-tokens.js';

/** Kinds of mail about accounts, as they stand in the outbox. */
export type AccountMail = MailedPurpose | 'password-changed' | 'email-changed';

/** Pages of the frontend, under the names that Open Event's has. */
const pages: Readonly<Record<MailedPurpose, string>> = {
  'verify-email': 'verify',
  'reset-password': 'reset-password',
};

/**
 * Writes letters about accounts when they are sent. Only here is looked whether an address is known: requests for
 * letters are answered before anybody knows.
 */
@Injectable()
export class AccountLetters implements OnModuleInit {
  constructor(
    private readonly accounts: Accounts,
    private readonly tokens: MailedTokens,
    private readonly writers: LetterWriters,
    private readonly mail: MailConfig,
    private readonly server: ServerConfig,
  ) {}

  onModuleInit(): void {
    const writers: Readonly<Record<AccountMail, (email: string) => Promise<Letter | null>>> = {
      'verify-email': (email) => this.#verifyEmail(email),
      'reset-password': (email) => this.#resetPassword(email),
      'password-changed': (email) => this.#passwordChanged(email),
      'email-changed': async () => emailChangedLetter({ name: null, host: this.#host }),
    };
    for (const [kind, writer] of Object.entries(writers)) this.writers.enter(kind, writer);
  }

  async #verifyEmail(email: string): Promise<Letter | null> {
    const account = await this.accounts.findByEmail(email);
    if (account === null || account.isBlocked || account.isVerified) return null;
    const invitation = await this.#invitation('verify-email', account);
    return invitation && verifyEmailLetter(invitation);
  }

  async #resetPassword(email: string): Promise<Letter | null> {
    const account = await this.accounts.findByEmail(email);
    if (account === null || account.isBlocked) return null;
    const invitation = await this.#invitation('reset-password', account);
    return invitation && resetPasswordLetter(invitation);
  }

  async #passwordChanged(email: string): Promise<Letter> {
    const account = await this.accounts.findByEmail(email);
    const link = this.#pageOf('reset-password');
    return passwordChangedLetter({ name: nameOf(account), host: this.#host, link });
  }

  async #invitation(purpose: MailedPurpose, account: Account): Promise<Invitation | null> {
    const token = await this.tokens.mint(purpose, account);
    if (token === null) return null;
    const link = `${this.#pageOf(purpose)}?token=${token}`;
    const validity = inWords(this.tokens.minutesOf(purpose));
    return { name: nameOf(account), host: this.#host, link, validity };
  }

  #pageOf(purpose: MailedPurpose): string {
    const base = this.mail.frontendUrl ?? this.server.origin;
    return `${base.replace(/\/+$/, '')}/${pages[purpose]}`;
  }

  get #host(): string {
    return new URL(this.server.origin).host;
  }
}

/**
 * Whoever signs up with the address of another may call himself what he likes: letters say it only where the
 * address is his. One line of it.
 */
function nameOf(account: Account | null): string | null {
  if (account?.isVerified !== true || account.name === null) return null;
  return account.name.replaceAll(/\s+/g, ' ').slice(0, 60);
}

function inWords(minutes: number): string {
  const hours = minutes / 60;
  return Number.isInteger(hours) && hours > 1 ? `${hours} hours` : `${minutes} minutes`;
}

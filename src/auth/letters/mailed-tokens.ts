import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../../database/transactions.js';
import type { Account } from '../accounts.js';
import { AuthConfig } from '../auth.config.js';
import { type MailedPurpose, MailedToken } from './mailed-token.entity.js';

/** Whose address a token proves. */
export interface ProvenAddress {
  readonly userId: string;
  readonly email: string;
}

/** More letters of one kind are not sent to one account, whoever asks for them: those that were still hold. */
const lettersPerHour = 5;

/** More than anybody guesses, and few enough for a link on one line. */
const tokenBytes = 24;

const mint = `
  INSERT INTO mailed_tokens (hash, purpose, user_id, email, expires_at)
  SELECT $1::bytea, $2::text, $3::bigint, $4::text, now() + make_interval(mins => $5)
  WHERE (SELECT count(*) FROM mailed_tokens
         WHERE user_id = $3 AND purpose = $2 AND created_at > now() - interval '1 hour') < ${lettersPerHour}
  RETURNING hash`;

const good = 'hash = :hash AND purpose = :purpose AND expires_at > now()';

/** Mints tokens for mails, and takes them back; keeps their hashes alone. */
@Injectable()
export class MailedTokens {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: AuthConfig,
  ) {}

  /** @returns null where the account has been sent enough of these */
  async mint(purpose: MailedPurpose, { email, id }: Account): Promise<string | null> {
    const token = randomBytes(tokenBytes).toString('base64url');
    const values = [hashOf(token), purpose, id, email, this.minutesOf(purpose)];
    const rows = await this.transactions.single.query<readonly unknown[]>(mint, values);
    return rows.length > 0 ? token : null;
  }

  /** Looks only: it may be gone when it is redeemed. */
  async find(purpose: MailedPurpose, token: string): Promise<ProvenAddress | null> {
    const found = await this.transactions.single
      .createQueryBuilder(MailedToken, 'token')
      .select('token.user_id', 'userId')
      .addSelect('token.email', 'email')
      .where(good, { purpose, hash: hashOf(token) })
      .getRawOne<ProvenAddress>();
    return found ?? null;
  }

  /** @returns false where somebody else was faster */
  async redeem(transaction: Transaction, purpose: MailedPurpose, token: string): Promise<boolean> {
    const { affected } = await transaction
      .createQueryBuilder()
      .delete()
      .from(MailedToken)
      .where(good, { purpose, hash: hashOf(token) })
      .execute();
    return affected === 1;
  }

  /** Whatever was mailed to a user until now opens nothing any more. */
  async discardAll(transaction: Transaction, userId: string): Promise<void> {
    await transaction.delete(MailedToken, { user: { id: userId } });
  }

  minutesOf(purpose: MailedPurpose): number {
    const { resetTokenMinutes, verificationTokenHours } = this.config;
    return purpose === 'reset-password' ? resetTokenMinutes : verificationTokenHours * 60;
  }

  /** @returns how many were forgotten */
  async forgetExpired(): Promise<number> {
    const { affected } = await this.transactions.single
      .createQueryBuilder()
      .delete()
      .from(MailedToken)
      .where('expires_at < now()')
      .execute();
    return affected ?? 0;
  }
}

/** Tokens are random: there is nothing to guess, and no salt to add. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

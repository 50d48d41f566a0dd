import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions.js';
import { MailConfig } from './mail.config.js';
import { OutboxMail } from './outbox-mail.entity.js';

/** What is owed, and to whom. */
export interface OwedMail {
  readonly kind: string;
  readonly recipient: string;
}

export interface TakenMail extends OwedMail {
  readonly id: string;
  /** This one included. */
  readonly attempts: number;
}

/** One process takes a mail; others pass over it. If it dies, the mail is due again after the wait. */
const take = `
  UPDATE mail_outbox
  SET attempts = attempts + 1, due_at = now() + interval '1 minute' * 2 ^ attempts
  WHERE id = (SELECT id FROM mail_outbox
              WHERE due_at <= now() AND attempts < $1 AND kind = ANY ($2)
              ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, kind, recipient, attempts`;

/**
 * Mails that are owed. They are written in the transaction that they are about, so that a mail leaves exactly
 * when that was committed, whatever is killed when; sent at least once, for nobody can do it exactly once.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: MailConfig,
  ) {}

  async post(transaction: Transaction, { kind, recipient }: OwedMail): Promise<void> {
    await transaction.insert(OutboxMail, { id: randomUUID(), kind, recipient });
  }

  /** @param kinds others stay for processes that know them */
  async take(kinds: readonly string[]): Promise<TakenMail | null> {
    const [rows] = await this.transactions.single.query<[readonly TakenMail[], number]>(take, [
      this.config.mailAttempts,
      kinds,
    ]);
    return rows[0] ?? null;
  }

  async settle({ id }: Pick<TakenMail, 'id'>): Promise<void> {
    await this.transactions.single.delete(OutboxMail, { id });
  }

  /** @returns how many of those that were given up were forgotten */
  async forgetGivenUp(): Promise<number> {
    const { mailAttempts, mailKeptDays } = this.config;
    const { affected } = await this.transactions.single
      .createQueryBuilder()
      .delete()
      .from(OutboxMail)
      .where('attempts >= :mailAttempts', { mailAttempts })
      .andWhere('due_at < now() - make_interval(days => :mailKeptDays)', { mailKeptDays })
      .execute();
    return affected ?? 0;
  }
}

import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions.js';
import type { FramedAnswer } from '../jsonapi/response/answer.js';
import { EncodedBody } from '../jsonapi/response/encoded-body.js';
import { IdempotencyRecord } from './idempotency-record.entity.js';

/** Whose request it is, and under which key. */
export interface IdempotencyName {
  readonly caller: string;
  readonly key: string;
}

export interface KeptAnswer {
  readonly fingerprint: string;
  readonly answer: FramedAnswer;
}

export const keptHours = 24;

/** A key that is older counts as new. */
const claim = `
  INSERT INTO idempotency_records (caller, key, fingerprint) VALUES ($1, $2, $3)
  ON CONFLICT (caller, key) DO UPDATE SET fingerprint = $3, created_at = now()
  WHERE idempotency_records.created_at < now() - make_interval(hours => ${keptHours})
  RETURNING key`;

const find = `caller = :caller AND key = :key AND created_at > now() - make_interval(hours => ${keptHours})`;

/** Keeps answers beside the rows that they are about: both are committed, or neither. */
@Injectable()
export class IdempotencyStore {
  constructor(private readonly transactions: Transactions) {}

  async find(name: IdempotencyName): Promise<KeptAnswer | null> {
    const record = await this.transactions.single
      .createQueryBuilder(IdempotencyRecord, 'record')
      .where(find, name)
      .getOne();
    if (record?.status === null || record?.status === undefined) return null;
    const { body, contentType, fingerprint, headers, status } = record;
    const encoded = body === null ? null : new EncodedBody(body, contentType ?? '');
    const answer = { kind: 'framed', status, headers: headers ?? {}, body: encoded } as const;
    return { fingerprint, answer };
  }

  /**
   * Takes the key for this transaction. Where another transaction has it, waits for that one's end.
   *
   * @returns false where the other was committed: its answer is to be given
   */
  async claim(
    transaction: Transaction,
    name: IdempotencyName,
    fingerprint: string,
  ): Promise<boolean> {
    const rows = await transaction.query<readonly unknown[]>(claim, [
      name.caller,
      name.key,
      fingerprint,
    ]);
    return rows.length > 0;
  }

  async keep(
    transaction: Transaction,
    name: IdempotencyName,
    { body, headers, status }: FramedAnswer,
  ): Promise<void> {
    const answer = {
      status,
      headers,
      body: body?.text ?? null,
      contentType: body?.contentType ?? null,
    };
    await transaction.update(IdempotencyRecord, { ...name }, answer);
  }

  /** @returns how many were forgotten */
  async forgetExpired(): Promise<number> {
    const { affected } = await this.transactions.single
      .createQueryBuilder()
      .delete()
      .from(IdempotencyRecord)
      .where(`created_at < now() - make_interval(hours => ${keptHours})`)
      .execute();
    return affected ?? 0;
  }
}

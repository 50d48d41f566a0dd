import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';

/** Of each bucket, in whole microseconds: the time in which as much is given anew. */
export interface UploadCost {
  readonly uploads: number;
  readonly bytes: number;
}

const uploadsAfter = "greatest(known.uploads_until, now()) + $2::bigint * interval '1 microsecond'";
const bytesAfter = "greatest(known.bytes_until, now()) + $3::bigint * interval '1 microsecond'";

/** Looks and takes in one statement: two requests at once never both have what is there for one. */
const take = `
  INSERT INTO upload_allowances AS known (caller, uploads_until, bytes_until)
  VALUES ($1, now() + $2::bigint * interval '1 microsecond', now() + $3::bigint * interval '1 microsecond')
  ON CONFLICT (caller) DO UPDATE SET uploads_until = ${uploadsAfter}, bytes_until = ${bytesAfter}
  WHERE ${uploadsAfter} <= now() + interval '1 minute' AND ${bytesAfter} <= now() + interval '1 day'
  RETURNING extract(epoch FROM now() + interval '1 day' - bytes_until)::float8 AS left`;

const waits = `
  SELECT extract(epoch FROM ${uploadsAfter} - now() - interval '1 minute')::float8 AS uploads,
         extract(epoch FROM ${bytesAfter} - now() - interval '1 day')::float8 AS bytes
  FROM upload_allowances AS known WHERE caller = $1`;

const correct = `
  UPDATE upload_allowances
  SET bytes_until = least(bytes_until + $2::bigint * interval '1 microsecond', now() + interval '1 day')
  WHERE caller = $1`;

/** The table of what callers have used: one row for each, and one statement for each question. */
@Injectable()
export class UploadAllowances {
  constructor(private readonly transactions: Transactions) {}

  /** @returns seconds of the day's bucket that are left; null, and nothing taken, where it is too much */
  async take(caller: string, { bytes, uploads }: UploadCost): Promise<number | null> {
    const rows = await this.#query<{ readonly left: number }>(take, [caller, uploads, bytes]);
    return rows[0]?.left ?? null;
  }

  /** @returns seconds until each bucket has room; not above zero where it has */
  async waits(caller: string, { bytes, uploads }: UploadCost): Promise<UploadCost> {
    const rows = await this.#query<UploadCost>(waits, [caller, uploads, bytes]);
    return rows[0] ?? { uploads: 0, bytes: 0 };
  }

  /** @param bytes microseconds of the day's bucket to be taken, whatever is left, or given back if negative */
  async correct(caller: string, bytes: number): Promise<void> {
    await this.#query(correct, [caller, bytes]);
  }

  /**
   * Of callers whose buckets are full again, nothing needs to be known.
   *
   * @returns how many were forgotten
   */
  async forgetUnused(): Promise<number> {
    const [, count] = await this.transactions.single.query<[unknown, number]>(
      'DELETE FROM upload_allowances WHERE uploads_until < now() AND bytes_until < now()',
    );
    return count;
  }

  #query<T>(statement: string, values: readonly unknown[]): Promise<readonly T[]> {
    return this.transactions.single.query(statement, [...values]);
  }
}

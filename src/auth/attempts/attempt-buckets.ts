import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { AttemptBucket } from './attempt-bucket.entity.js';

/** Something that may happen so often. */
export interface Allowance {
  /** What is counted, and of whom. */
  readonly of: readonly string[];
  readonly perHour: number;
}

interface Bucket {
  readonly name: string;
  readonly hadRoom: boolean;
  /** Seconds until it is drained, before anything was taken; null for one that is new. */
  readonly level: number | null;
}

const hour = "interval '1 hour'";
const filled = 'greatest(known.drained_at, now()) + (excluded.drained_at - now())';

/**
 * Looks and takes in one statement, so that attempts at once never all have what is there for one; in the order
 * of names, so that two statements never wait for each other.
 */
const take = `
  INSERT INTO attempt_buckets AS known (name, drained_at)
  SELECT name, now() + ${hour} / per_hour
  FROM unnest($1::text[], $2::integer[]) AS asked (name, per_hour) ORDER BY name
  ON CONFLICT (name) DO UPDATE
  SET drained_at = CASE WHEN ${filled} <= now() + ${hour} THEN ${filled} ELSE known.drained_at END
  RETURNING name, old.drained_at IS DISTINCT FROM new.drained_at AS "hadRoom",
            extract(epoch FROM old.drained_at - now())::float8 AS level`;

const giveBack = `
  UPDATE attempt_buckets SET drained_at = drained_at - ${hour} / per_hour
  FROM (SELECT name AS of, per_hour FROM unnest($1::text[], $2::integer[]) AS asked (name, per_hour)) AS given
  WHERE name = given.of`;

/** Counts for all processes together. */
@Injectable()
export class AttemptBuckets {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Takes one of each allowance; an hour's worth is there at most.
   *
   * @returns seconds until all of them have one; 0 where they had, else nothing was taken
   */
  async take(allowances: readonly Allowance[]): Promise<number> {
    const asked = allowances.filter(({ perHour }) => perHour > 0);
    if (asked.length === 0) return 0;
    const rows = await this.#query<Bucket>(take, asked);
    const buckets = new Map(rows.map((bucket) => [bucket.name, bucket]));
    const refusals = asked.filter((one) => buckets.get(nameOf(one))?.hadRoom === false);
    if (refusals.length === 0) return 0;
    await this.giveBack(asked.filter((one) => !refusals.includes(one)));
    const waits = refusals.map((one) => waitFor(one, buckets.get(nameOf(one))?.level ?? 0));
    return Math.max(...waits);
  }

  async giveBack(allowances: readonly Allowance[]): Promise<void> {
    const asked = allowances.filter(({ perHour }) => perHour > 0);
    if (asked.length > 0) await this.#query(giveBack, asked);
  }

  /** Of buckets that are full again, nothing needs to be known. @returns how many those were */
  async forgetDrained(): Promise<number> {
    const { affected } = await this.transactions.single
      .createQueryBuilder()
      .delete()
      .from(AttemptBucket)
      .where('drained_at < now()')
      .execute();
    return affected ?? 0;
  }

  #query<T>(statement: string, allowances: readonly Allowance[]): Promise<readonly T[]> {
    const limits = allowances.map(({ perHour }) => perHour);
    return this.transactions.single.query(statement, [allowances.map(nameOf), limits]);
  }
}

/** @returns seconds until one more fits into the hour's worth */
function waitFor({ perHour }: Allowance, level: number): number {
  return level + 3_600 / perHour - 3_600;
}

/** Of one length, and harmless, whatever a client calls itself. */
function nameOf({ of }: Allowance): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('base64url');
}

import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Pool, PoolClient, QueryArrayConfig } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { DatabaseUnavailable, isUnavailability } from './database-unavailable.js';

export type Row = readonly unknown[];

/** Anything of pg that runs a query: the pool, or one connection inside a transaction. */
type Queryable = Pick<Pool | PoolClient, 'query'>;

/**
 * Prepared once per connection and text: Postgres parses and plans a shape of statement once. The number of
 * shapes is bounded by what the parsers let through, and the memory by this. A name follows from its text: behind a
 * pooler, connections of several processes are the same session, in which a name must never be two statements.
 */
const maximumPrepared = 500;
const names = new Map<string, string>();

export async function runStatement(
  on: Queryable,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const name = nameOf(text);
  const query = {
    text,
    values: [...values],
    rowMode: 'array',
    ...(name !== undefined && { name }),
  };
  try {
    return (await on.query<unknown[]>(query as QueryArrayConfig)).rows;
  } catch (error) {
    throw isUnavailability(error) ? new DatabaseUnavailable(error) : error;
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= maximumPrepared) return known;
  const name = `marquee_${createHash('sha256').update(text).digest('base64url')}`;
  names.set(text, name);
  return name;
}

/** Runs compiled statements on TypeORM's own connections, without hydrating entities. */
export abstract class StatementRunner {
  /** @returns rows as arrays, in the order of the selected columns */
  abstract rows(text: string, values: readonly unknown[]): Promise<readonly Row[]>;
}

/** Each statement on whatever connection is free. */
@Injectable()
export class PoolRunner extends StatementRunner {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {
    super();
  }

  rows(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return runStatement(this.#pool, text, values);
  }

  get #pool(): Pool {
    return (this.dataSource.driver as unknown as { readonly master: Pool }).master;
  }
}

/** On the connection of a transaction, so that it sees what the transaction has written. */
export class TransactionRunner extends StatementRunner {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly transaction: EntityManager) {
    super();
  }

  /** One after the other: a connection does one thing at a time. */
  rows(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const run = () => this.#run(text, values);
    const rows = this.#last.then(run, run);
    this.#last = rows;
    return rows;
  }

  async #run(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const client = (await this.transaction.queryRunner?.connect()) as PoolClient;
    return runStatement(client, text, values);
  }
}

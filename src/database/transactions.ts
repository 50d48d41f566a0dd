import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';

/** One transaction on one connection; whoever writes in it is undone with it. */
export type Transaction = EntityManager;

/** Begins transactions, so that nobody above needs TypeORM. */
@Injectable()
export class Transactions {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /**
   * Commits when `work` is done, rolls back when it throws.
   *
   * @throws whatever `work` throws, and what a lost connection throws: then nobody knows whether the commit was
   *   carried out
   */
  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
  }

  /**
   * What `work` reads is as it was at one instant, however many statements it takes; it writes nothing.
   *
   * @throws whatever `work` throws
   */
  snapshot<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (transaction) => {
      await transaction.query('SET TRANSACTION READ ONLY');
      return work(transaction);
    });
  }

  /** Each statement is a transaction of its own. */
  get single(): EntityManager {
    return this.dataSource.manager;
  }
}

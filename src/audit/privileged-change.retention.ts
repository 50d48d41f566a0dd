import { Injectable } from '@nestjs/common';
import { PrivilegedChange } from '../auth/audit/privileged-change.entity.js';
import { Transactions } from '../database/transactions.js';
import { AuditConfig } from './audit.config.js';

/** The end of what was recorded long ago. */
@Injectable()
export class PrivilegedChangeRetention {
  constructor(
    private readonly transactions: Transactions,
    private readonly config: AuditConfig,
  ) {}

  /** @returns how many were forgotten */
  async forgetOld(): Promise<number> {
    const { privilegedChangesKeptDays: days } = this.config;
    if (days === 0) return 0;
    const { affected } = await this.transactions.single
      .createQueryBuilder()
      .delete()
      .from(PrivilegedChange)
      .where('created_at < now() - make_interval(days => :days)', { days })
      .execute();
    return affected ?? 0;
  }
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '../../database/transactions.js';
import { Role } from './role.entity.js';

/** The roles that policies know. */
const standardRoles = [
  { name: 'organizer', titleName: 'Organizer' },
  { name: 'coorganizer', titleName: 'Co-organizer' },
] as const;

/** Puts them there at the start; several processes may do so at once. */
@Injectable()
export class StandardRoles implements OnApplicationBootstrap {
  constructor(private readonly transactions: Transactions) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.transactions.single
      .createQueryBuilder()
      .insert()
      // Or TypeORM would write the new ids into the constant.
      .updateEntity(false)
      .into(Role)
      .values([...standardRoles])
      .orIgnore()
      .execute();
  }
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type Deed, recordDeeds } from '../../auth/audit/privileged-changes.js';
import { type Transaction, Transactions } from '../../database/transactions.js';
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

  onApplicationBootstrap(): Promise<void> {
    return this.transactions.run(async (transaction) => {
      const made = await insertMissing(transaction);
      await recordDeeds(transaction, { id: null }, made.map(deedOf));
    });
  }
}

function deedOf(resourceId: string): Deed {
  const members = [{ name: 'name' }, { name: 'title-name' }];
  return { action: 'create', resourceType: 'role', resourceId, members };
}

/** @returns their ids */
async function insertMissing(transaction: Transaction): Promise<readonly string[]> {
  const { raw } = await transaction
    .createQueryBuilder()
    .insert()
    // Or TypeORM would write the new ids into the constant.
    .updateEntity(false)
    .into(Role)
    .values([...standardRoles])
    .orIgnore()
    .returning('id')
    .execute();
  return (raw as readonly { readonly id: string }[]).map(({ id }) => id);
}

import { Injectable } from '@nestjs/common';
import type { RelationshipDefinition } from '../jsonapi/resource/resource-definition.js';
import { explained } from './constraint-errors.js';
import type { RowName } from './resource.writer.js';
import { type Join, Tables } from './table.js';
import type { Transaction } from './transactions.js';

export type LinkChange = 'replace' | 'add' | 'remove';

/** Changes the members of to-many relationships; what is there already, or gone already, is no fault. */
@Injectable()
export class LinkWriter {
  constructor(private readonly tables: Tables) {}

  /** Whether the members can be changed without touching rows that others own. */
  canChange(
    { definition }: Pick<RowName, 'definition'>,
    { property }: RelationshipDefinition,
  ): boolean {
    return this.tables.of(definition.entity).join(property).kind === 'junction';
  }

  /**
   * @param ids of the resources named in the document
   * @throws ConstraintViolation where one of them is gone
   */
  async change(
    transaction: Transaction,
    row: RowName,
    { change, ids, relationship }: LinkWrite,
  ): Promise<void> {
    const join = this.tables.of(row.definition.entity).join(relationship.property);
    if (join.kind !== 'junction')
      throw new Error(`${relationship.name} has no junction: its members cannot be changed`);
    if (change !== 'add') await this.#unlink(transaction, join, { row, change, ids });
    if (change !== 'remove') await this.#link(transaction, join, { row, ids });
  }

  async #link(
    transaction: Transaction,
    { name, other, own }: Junction,
    { ids, row }: { readonly row: RowName; readonly ids: readonly string[] },
  ): Promise<void> {
    const write = transaction.query(
      `INSERT INTO ${name} (${own}, ${other}) SELECT $1::bigint, unnest($2::bigint[]) ON CONFLICT DO NOTHING`,
      [row.id, ids],
    );
    await explained(transaction, write);
  }

  async #unlink(
    transaction: Transaction,
    { name, other, own }: Junction,
    { change, ids, row }: { row: RowName; change: 'replace' | 'remove'; ids: readonly string[] },
  ): Promise<void> {
    const members = `${other} ${change === 'remove' ? '= ANY' : '<> ALL'}($2::bigint[])`;
    await transaction.query(`DELETE FROM ${name} WHERE ${own} = $1 AND ${members}`, [row.id, ids]);
  }
}

type Junction = Extract<Join, { readonly kind: 'junction' }>;

export interface LinkWrite {
  readonly relationship: RelationshipDefinition;
  readonly change: LinkChange;
  readonly ids: readonly string[];
}

import { Injectable } from '@nestjs/common';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { explained } from './constraint-errors.js';
import { LinkWriter } from './link.writer.js';
import type { Transaction } from './transactions.js';

/** Property → value; a to-one relation's value is `{ id }` or null. */
export type RowValues = Readonly<Record<string, unknown>>;

export interface RowName {
  readonly definition: ResourceDefinition;
  readonly id: string;
}

/** Writes rows through TypeORM, always inside a transaction of the caller's. */
@Injectable()
export class ResourceWriter {
  constructor(readonly links: LinkWriter) {}

  /**
   * @returns the new row's id
   * @throws ConstraintViolation
   */
  async insert(
    transaction: Transaction,
    definition: ResourceDefinition,
    values: RowValues,
  ): Promise<string> {
    const insert = transaction
      .createQueryBuilder()
      .insert()
      .into(definition.entity)
      .values(values)
      .returning('id');
    const result = await explained(transaction, insert.execute());
    return String((result.raw as readonly { readonly id: string }[])[0]?.id);
  }

  /** @throws ConstraintViolation */
  async update(
    transaction: Transaction,
    { definition, id }: RowName,
    values: RowValues,
  ): Promise<void> {
    if (Object.keys(values).length === 0) return;
    const update = transaction
      .createQueryBuilder()
      .update(definition.entity)
      .set(values)
      .where('id = :id', { id });
    await explained(transaction, update.execute());
  }

  /** @throws ConstraintViolation where other rows need this one */
  async delete(transaction: Transaction, { definition, id }: RowName): Promise<void> {
    await explained(transaction, transaction.delete(definition.entity, { id }));
  }

  /** The version of a row that the transaction has locked: Postgres' own, so no column is kept for it. */
  async version(
    transaction: Transaction,
    { definition, id }: RowName,
  ): Promise<string | undefined> {
    const row = await transaction
      .createQueryBuilder(definition.entity, 'row')
      .select('row.xmin::text', 'version')
      .where('row.id = :id', { id })
      .getRawOne<{ readonly version: string }>();
    return row?.version;
  }

  /**
   * Locks the row until the transaction ends, so that two writers follow each other.
   *
   * @returns its entity as it stands, with the keys of its to-one relations; null where it is gone
   */
  async lock<E extends object>(
    transaction: Transaction,
    { definition, id }: RowName,
  ): Promise<E | null> {
    const relations = transaction.connection
      .getMetadata(definition.entity)
      .relations.filter(({ isManyToMany, isOwning }) => isOwning && !isManyToMany)
      .map(({ propertyPath }) => propertyPath);
    return (await transaction.findOne(definition.entity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
      loadRelationIds: { relations, disableMixedMap: true },
    })) as E | null;
  }
}

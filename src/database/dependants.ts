import { Injectable } from '@nestjs/common';
import type { EntityMetadata } from 'typeorm';
import { ResourceRegistry } from '../jsonapi/resource/resource-registry.js';
import type { ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import type { RowName } from './resource.writer.js';
import { quoted } from './statement.js';
import type { Transaction } from './transactions.js';

/** Knows which rows Postgres deletes with another: those whose foreign keys cascade. */
@Injectable()
export class Dependants {
  constructor(private readonly registry: ResourceRegistry) {}

  /**
   * Locks them until the transaction ends, so that nobody gives one a new picture meanwhile.
   *
   * @param row locked already: nothing new comes to hang on it then
   * @returns each once, by however many ways it hangs on the row
   */
  async lock(transaction: Transaction, row: RowName): Promise<readonly RowName[]> {
    const found = new Map<string, RowName>();
    let level: readonly RowName[] = [row];
    while (level.length > 0) {
      const below = await this.#below(transaction, level);
      level = below.filter((one) => !found.has(keyOf(one)));
      for (const one of level) found.set(keyOf(one), one);
    }
    return [...found.values()];
  }

  /** One level down: a statement for each foreign key. */
  async #below(transaction: Transaction, rows: readonly RowName[]): Promise<readonly RowName[]> {
    const { connection } = transaction;
    const below: RowName[] = [];
    for (const { columns, definition, above } of this.#cascades(transaction)) {
      const ids = rows.filter((row) => row.definition === above).map(({ id }) => id);
      if (ids.length === 0) continue;
      const { tableName } = connection.getMetadata(definition.entity);
      const hanging = columns.map((column) => `${quoted(column)} = ANY($1)`).join(' OR ');
      const found: readonly { readonly id: string }[] = await transaction.query(
        `SELECT id FROM ${quoted(tableName)} WHERE ${hanging} ORDER BY id FOR UPDATE`,
        [ids],
      );
      // One by one: there may be more than a call has arguments.
      for (const { id } of found) below.push({ definition, id });
    }
    return below;
  }

  #cascades({ connection }: Transaction) {
    const { definitions } = this.registry;
    const metadataOf = ({ entity }: ResourceDefinition) => connection.getMetadata(entity);
    return definitions
      .flatMap((above) =>
        definitions.map((definition) => ({
          above,
          definition,
          columns: cascadingColumns(metadataOf(definition), metadataOf(above)),
        })),
      )
      .filter(({ columns }) => columns.length > 0);
  }
}

function cascadingColumns(metadata: EntityMetadata, above: EntityMetadata): readonly string[] {
  return metadata.foreignKeys
    .filter(
      ({ onDelete, referencedEntityMetadata }) =>
        onDelete === 'CASCADE' && referencedEntityMetadata === above,
    )
    .flatMap(({ columnNames }) => columnNames);
}

function keyOf({ definition, id }: RowName): string {
  return `${definition.type}:${id}`;
}

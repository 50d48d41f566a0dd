import { Injectable } from '@nestjs/common';
import type { EntityClass, ResourceDefinition } from '../jsonapi/resource/resource-definition.js';
import { explained } from './constraint-errors.js';
import { copyStatement, linkStatements, partIdsStatement } from './row-copy.statements.js';
import type { RowName, RowValues } from './resource.writer.js';
import { type Table, Tables } from './table.js';
import type { Transaction } from './transactions.js';

/** The rows of one type that hang on the row that is copied. */
export interface CopiedPart {
  readonly definition: ResourceDefinition;
  /** The to-one relation, by its property, by which they hang on it. */
  readonly hangsBy: string;
  /** What is otherwise in the copies; everything else is as it is. */
  readonly values: RowValues;
}

/** Which row became which: the ids of one type, in one order. */
export interface CopiedRows {
  readonly definition: ResourceDefinition;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Copies a row with what hangs on it, inside Postgres: of a thousand rows, the process sees their ids. */
@Injectable()
export class RowCopier {
  constructor(private readonly tables: Tables) {}

  /**
   * Keys between the rows lead from copy to copy; all other keys stay. The rows are locked against changes, not
   * against reading, until the transaction ends.
   *
   * @param row locked
   * @param values what is otherwise in the copy of the row
   * @returns the copies of the row first
   * @throws ConstraintViolation
   */
  async copy(
    transaction: Transaction,
    row: RowName & { readonly values: RowValues },
    parts: readonly CopiedPart[],
  ): Promise<readonly CopiedRows[]> {
    const { definition, id, values } = row;
    const copies = new Copies();
    const tableOf = (one: ResourceDefinition) => this.tables.of(one.entity);
    await this.#rows(transaction, copies, { definition, values, ids: [id] });
    for (const part of inOrder(parts, tableOf)) {
      const statement = partIdsStatement(tableOf(part.definition), part, id);
      const found: readonly { readonly id: string }[] = await transaction.query(...statement);
      await this.#rows(transaction, copies, { ...part, ids: found.map((one) => one.id) });
    }
    for (const part of parts)
      for (const statement of linkStatements(tableOf(part.definition), copies))
        await transaction.query(...statement);
    return copies.all;
  }

  async #rows(
    transaction: Transaction,
    copies: Copies,
    { definition, ids, values }: Pick<CopiedPart, 'definition' | 'values'> & IdList,
  ): Promise<void> {
    const statement = copyStatement(this.tables.of(definition.entity), { ids, values }, copies);
    const pairs: readonly { readonly old: string; readonly new: string }[] =
      ids.length === 0 ? [] : await explained(transaction, transaction.query(...statement));
    const from = pairs.map(({ old }) => old);
    copies.add({ definition, from, to: pairs.map((pair) => pair.new) });
  }
}

interface IdList {
  readonly ids: readonly string[];
}

/** The copies that are made so far. */
export class Copies {
  readonly #byEntity = new Map<EntityClass, CopiedRows>();

  add(rows: CopiedRows): void {
    this.#byEntity.set(rows.definition.entity, rows);
  }

  of({ definition }: Table): CopiedRows | undefined {
    return this.#byEntity.get(definition.entity);
  }

  get all(): readonly CopiedRows[] {
    return [...this.#byEntity.values()];
  }
}

/** What others have the key of comes before them. */
function inOrder(
  parts: readonly CopiedPart[],
  tableOf: (definition: ResourceDefinition) => Table,
): readonly CopiedPart[] {
  const ordered: CopiedPart[] = [];
  const visit = (part: CopiedPart): void => {
    if (ordered.includes(part)) return;
    const needed = tableOf(part.definition).keyTargets;
    for (const other of parts)
      if (other !== part && needed.includes(tableOf(other.definition))) visit(other);
    ordered.push(part);
  };
  for (const part of parts) visit(part);
  return ordered;
}

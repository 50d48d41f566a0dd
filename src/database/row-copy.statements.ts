import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { RowValues } from './resource.writer.js';
import type { CopiedPart, CopiedRows, Copies } from './row.copier.js';
import { Statement, quoted } from './statement.js';
import type { Join, Table } from './table.js';

/** As TypeORM's `query` takes it. */
export type StatementAndValues = [text: string, values: unknown[]];

/** The ids of the rows that hang on a row, without those that are deleted; they are locked. */
export function partIdsStatement(
  table: Table,
  { definition, hangsBy }: Pick<CopiedPart, 'definition' | 'hangsBy'>,
  id: string,
): StatementAndValues {
  const { deletion } = definition;
  const kept = deletion === null ? '' : ` AND ${table.column(deletion.property)} IS NULL`;
  const text =
    `SELECT id FROM ${table.name} WHERE ${table.column(hangsBy)} = $1${kept}` +
    ' ORDER BY id FOR SHARE';
  return [text, [id]];
}

/**
 * MERGE where nothing ever matches: the one INSERT that can tell which row a new one was made from.
 * https://www.postgresql.org/docs/18/sql-merge.html
 */
export function copyStatement(
  table: Table,
  { ids, values }: { readonly ids: readonly string[]; readonly values: RowValues },
  copies: Copies,
): StatementAndValues {
  const statement = new Statement();
  const selected: string[] = [];
  const joins: string[] = [];
  const columns = table.metadata.columns.filter(isCopied);
  const inserted = columns.map((column) => {
    const property = column.relationMetadata?.propertyPath ?? column.propertyPath;
    if (property in values) return statement.bind(valueOf(values[property]));
    selected.push(
      `${keyOrColumn(table, column, { copies, joins, statement })} AS c${selected.length}`,
    );
    return `source.c${selected.length - 1}`;
  });
  const source =
    `SELECT ${['own.id AS old', ...selected].join(', ')} FROM ${table.name} own${joins.join('')}` +
    ` WHERE own.id = ANY(${statement.bind(ids)}::bigint[]) ORDER BY own.id`;
  const text =
    `MERGE INTO ${table.name} target USING (${source}) source ON false` +
    ` WHEN NOT MATCHED THEN INSERT (${columns.map(({ databaseName }) => quoted(databaseName)).join(', ')})` +
    ` VALUES (${inserted.join(', ')}) RETURNING source.old, target.id AS new`;
  return [text, statement.values];
}

/** Junctions between copies: a session's speakers. */
export function linkStatements(table: Table, copies: Copies): StatementAndValues[] {
  return table.metadata.manyToManyRelations
    .filter(({ isOwning }) => isOwning)
    .flatMap(({ propertyPath }) => {
      const join = table.join(propertyPath);
      const [one, other] = [copies.of(table), copies.of(join.target)];
      return join.kind === 'junction' && one && other ? [linkStatement(join, one, other)] : [];
    });
}

function linkStatement(
  { name, other, own }: Extract<Join, { readonly kind: 'junction' }>,
  owners: CopiedRows,
  others: CopiedRows,
): StatementAndValues {
  const text =
    `INSERT INTO ${name} (${own}, ${other}) SELECT one.new, two.new FROM ${name} link` +
    ` JOIN unnest($1::bigint[], $2::bigint[]) one (old, new) ON one.old = link.${own}` +
    ` JOIN unnest($3::bigint[], $4::bigint[]) two (old, new) ON two.old = link.${other}`;
  return [text, [owners.from, owners.to, others.from, others.to]];
}

/** Postgres gives ids, and a copy is as old as itself. */
function isCopied({ isCreateDate, isGenerated, isUpdateDate }: ColumnMetadata): boolean {
  return !isGenerated && !isCreateDate && !isUpdateDate;
}

interface Source {
  readonly copies: Copies;
  readonly joins: string[];
  readonly statement: Statement;
}

/** A key that leads to a row that is copied leads to its copy. */
function keyOrColumn(
  table: Table,
  { databaseName, relationMetadata }: ColumnMetadata,
  { copies, joins, statement }: Source,
): string {
  const own = `own.${quoted(databaseName)}`;
  const target = relationMetadata && copies.of(table.join(relationMetadata.propertyPath).target);
  if (!target) return own;
  const alias = statement.alias();
  const [from, to] = [statement.bind(target.from), statement.bind(target.to)];
  joins.push(
    ` LEFT JOIN unnest(${from}::bigint[], ${to}::bigint[]) ${alias} (old, new) ON ${alias}.old = ${own}`,
  );
  return `${alias}.new`;
}

/** `{ id }` → id */
function valueOf(value: unknown): unknown {
  const isRelation = typeof value === 'object' && value !== null && 'id' in value;
  return isRelation ? value.id : value;
}

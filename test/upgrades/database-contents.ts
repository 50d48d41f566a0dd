import type { DataSource } from 'typeorm';

type Row = Readonly<Record<string, unknown>>;

const tables = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace
  AND relkind = 'r' AND relname NOT IN ('migrations', 'typeorm_metadata') ORDER BY relname`;

/** @returns table → its rows, in an order that an upgrade does not change */
export async function allRows(dataSource: DataSource): Promise<Map<string, readonly Row[]>> {
  const found = new Map<string, readonly Row[]>();
  for (const { name } of await dataSource.query<{ name: string }[]>(tables)) {
    const rows = await dataSource.query<{ row: Row }[]>(
      `SELECT to_jsonb(one) AS row FROM "${name}" AS one ORDER BY to_jsonb(one)::text`,
    );
    found.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return found;
}

/** Columns, constraints and indexes, as Postgres itself writes them: equal for equal schemas. */
export async function schemaText(dataSource: DataSource): Promise<string> {
  const lines = await dataSource.query<{ line: string }[]>(
    `SELECT line FROM (
       SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default, is_identity,
                        generation_expression) AS line
       FROM information_schema.columns WHERE table_schema = 'public'
       UNION ALL
       SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace
       UNION ALL
       SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
     ) AS lines WHERE line NOT LIKE 'migrations%' AND line NOT LIKE '% public.migrations %'
       AND line NOT LIKE 'typeorm_metadata%' ORDER BY line`,
  );
  return lines.map(({ line }) => line).join('\n');
}

import { createHash } from 'node:crypto';
import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

type TableOrName = Parameters<NamingStrategyInterface['primaryKeyName']>[0];

/** Postgres cuts longer names silently, and then no schema would ever equal its declaration. */
const longestName = 63;

/**
 * Names in the database: snake_case columns, and constraints named as Postgres itself names them
 * (`user_email_key`), so that an error message or a plan can be read without a lookup.
 */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override tableName(className: string, customName?: string): string {
    return customName ?? snakeCase(className);
  }

  override columnName(
    property: string,
    customName: string | undefined,
    prefixes: string[],
  ): string {
    return snakeCase([...prefixes, customName ?? property].join('_'));
  }

  override joinColumnName(relation: string, referencedColumn: string): string {
    return snakeCase(`${relation}_${referencedColumn}`);
  }

  override joinTableName(first: string, second: string, property: string): string {
    return snakeCase(`${first}_${property.replaceAll('.', '_')}_${second}`);
  }

  override joinTableColumnName(table: string, property: string, column?: string): string {
    return snakeCase(`${table}_${column ?? property}`);
  }

  override primaryKeyName(table: TableOrName): string {
    return this.constraint(table, [], 'pkey');
  }

  override uniqueConstraintName(table: TableOrName, columns: string[]): string {
    return this.constraint(table, columns, 'key');
  }

  override relationConstraintName(table: TableOrName, columns: string[], where?: string): string {
    return this.constraint(table, columns, 'key', where);
  }

  override foreignKeyName(table: TableOrName, columns: string[]): string {
    return this.constraint(table, columns, 'fkey');
  }

  override indexName(table: TableOrName, columns: string[], where?: string): string {
    return this.constraint(table, columns, 'idx', where);
  }

  override checkConstraintName(table: TableOrName, expression: string): string {
    return this.constraint(table, [], 'check', expression);
  }

  private constraint(
    table: TableOrName,
    columns: readonly string[],
    suffix: string,
    expression?: string,
  ): string {
    const told = expression === undefined ? [] : [digest(expression)];
    return fit([this.getTableName(table), ...columns, ...told, suffix].join('_'));
  }
}

/** `originalImageUrl` → `original_image_url`, `HTMLPage2` → `html_page2`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

function fit(name: string): string {
  if (name.length <= longestName) return name;
  const end = `_${digest(name)}`;
  return name.slice(0, longestName - end.length) + end;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

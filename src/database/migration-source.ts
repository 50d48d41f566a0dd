import type { SchemaDifference } from './schema-difference.js';

/**
 * The TypeScript of a migration, before formatting.
 *
 * @param name in PascalCase
 * @param timestamp milliseconds since 1970; TypeORM orders migrations by it
 */
export function migrationSource(
  name: string,
  timestamp: number,
  { up, down }: SchemaDifference,
): string {
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${name}${timestamp} implements MigrationInterface {
  readonly name = '${name}${timestamp}';

  async up(queryRunner: QueryRunner): Promise<void> {
${statements(up)}
  }

  async down(queryRunner: QueryRunner): Promise<void> {
${statements(down)}
  }
}
`;
}

function statements(queries: readonly string[]): string {
  return queries.map((query) => `await queryRunner.query(\`${escape(query)}\`);`).join('\n');
}

function escape(query: string): string {
  return query.replace(/[\\`]|\$\{/g, '\\$&');
}

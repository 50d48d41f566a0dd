import type { DataSource } from 'typeorm';

/** Statements that lead from a database to its entities, and back again. */
export interface SchemaDifference {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/**
 * Compares an open database with the entities of its data source, and changes nothing.
 *
 * @returns no statement at all where the two agree
 */
export async function schemaDifference(dataSource: DataSource): Promise<SchemaDifference> {
  const { upQueries, downQueries } = await dataSource.driver.createSchemaBuilder().log();
  return {
    up: upQueries.map(({ query }) => query),
    down: downQueries.map(({ query }) => query).reverse(),
  };
}

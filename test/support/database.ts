import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

/** A database of one's own. */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Clones the migrated template: milliseconds, and no test sees the rows of another. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return create(new URL(inject('templateUrl')).pathname.slice(1));
}

/** A database without the schema. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return create('template0');
}

/** Another with the same schema and rows; nobody may be connected to the first one. */
export async function cloneDatabase({ url }: TestDatabase): Promise<TestDatabase> {
  return create(new URL(url).pathname.slice(1));
}

async function create(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(inject('templateUrl'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function administer(statement: string): Promise<void> {
  const url = new URL(inject('templateUrl'));
  // Not the template itself: Postgres clones only what nobody is connected to.
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

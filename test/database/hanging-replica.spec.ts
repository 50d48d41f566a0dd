import { once } from 'node:events';
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DatabaseConfig } from '../../src/database/database.config.js';
import { Replicas } from '../../src/database/replicas.js';
import { type Row, StatementRunner } from '../../src/database/statement.runner.js';
import { TracingConfig } from '../../src/tracing/tracing.config.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';

/** Says where its log is, and counts how often it was asked. */
class Primary extends StatementRunner {
  asked = 0;

  async rows(): Promise<readonly Row[]> {
    this.asked += 1;
    return [['0/1']];
  }
}

let database: TestDatabase;
let silent: Server;
const callers: Socket[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  silent = createServer((socket) => callers.push(socket));
  await once(silent.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  silent.close();
  await database.drop();
});

/** The URL of a database that says of itself that it follows, for whoever looks into this schema first. */
async function following(): Promise<string> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`
    CREATE SCHEMA following;
    CREATE FUNCTION following.pg_is_in_recovery() RETURNS boolean RETURN true;
    CREATE FUNCTION following.pg_last_wal_replay_lsn() RETURNS pg_lsn RETURN 'F/0'::pg_lsn`);
  await client.end();
  return `${database.url}?options=${encodeURIComponent('-c search_path=following,pg_catalog')}`;
}

it('a replica that does not answer keeps nobody from reading from another', async () => {
  const { port } = silent.address() as AddressInfo;
  const config = Object.assign(new DatabaseConfig(), {
    databaseReplicaUrls: `postgres://nobody@127.0.0.1:${port}/silent,${await following()}`,
    databaseReplicaMaxLagMs: 400,
    // Longer than the test: it ends by nothing but the patience of those who ask.
    databaseConnectTimeoutMs: 600_000,
  });
  const primary = new Primary();
  const replicas = new Replicas(primary, config, new TracingConfig());
  replicas.onApplicationBootstrap();
  await expect.poll(() => primary.asked).toBeGreaterThan(3);
  await expect.poll(() => replicas.next()).not.toBeNull();
  // And it is not asked again and again, each time on a connection more.
  expect(callers).toHaveLength(1);
  for (const caller of callers) caller.destroy();
  await replicas.beforeApplicationShutdown();
});

import { createServer } from 'node:net';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { AddressInfo } from 'node:net';
import {
  type Cluster,
  type ClusterPlan,
  clusterIn,
  database,
  openCluster,
  readCluster,
  role,
} from './embedded-postgres/cluster.js';
import { findEngine } from './embedded-postgres/engine.js';
import { makeReachable, openHome } from './embedded-postgres/home.js';
import { clearLeftover, portOfLiving } from './embedded-postgres/leftover.js';
import { type Postmaster, PortTaken, startPostmaster } from './embedded-postgres/postmaster.js';
import { serviceAccount } from './embedded-postgres/service-account.js';

/** A running Postgres 18 of our own. */
export interface EmbeddedPostgres {
  /** With its password: never log it. */
  readonly url: string;
  /** Where its files are, links followed. */
  readonly dataDirectory: string;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  /** `throwaway` gives up every fsync; for tests only. */
  readonly durability?: ClusterPlan['durability'];
}

const attempts = 5;

/**
 * Boots the Postgres that lives under `<dataDir>/postgres`, making it at the first start. It listens on
 * the loopback at a port chosen anew each time, behind a random password: neighbours on the machine
 * neither clash with it nor get in.
 *
 * @throws DatabaseStartError with a message for the person who starts Marquee
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const found = await openHome(resolve(options.dataDir));
  await clearLeftover(`${clusterIn(found)}/data`);
  const account = await serviceAccount(clusterIn(found));
  const home = await makeReachable(found, account);
  const engine = await findEngine(home, account);
  const plan: ClusterPlan = { home, engine, account, durability: options.durability ?? 'durable' };
  const cluster = await openCluster(plan);
  const postmaster = await listen(plan, cluster);
  return {
    url: urlAt(postmaster.port, cluster),
    dataDirectory: home,
    stop: () => postmaster.stop(),
  };
}

/**
 * The Postgres of `<dataDir>/postgres` that another Marquee has started and owns.
 *
 * @returns null where none runs
 * @throws DatabaseStartError where its password may not be read
 */
export async function findEmbeddedPostgres(
  dataDir: string,
): Promise<Omit<EmbeddedPostgres, 'stop'> | null> {
  const home = await openHome(resolve(dataDir));
  const port = await portOfLiving(`${clusterIn(home)}/data`);
  if (port === null) return null;
  return { url: urlAt(port, await readCluster(home)), dataDirectory: home };
}

function urlAt(port: number, { password }: Cluster): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}

async function listen(plan: ClusterPlan, cluster: Cluster): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startPostmaster(plan, cluster.data, await freePort());
    } catch (error) {
      if (!(error instanceof PortTaken) || attempt === attempts) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

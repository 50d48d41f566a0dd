import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseStartError } from '../database-start-error.js';
import type { Engine } from './engine.js';
import { madeWhole } from './made-whole.js';
import { giveTo, type ServiceAccount } from './service-account.js';
import { environment } from './environment.js';

const run = promisify(execFile);

/** A cluster on disk: its files, and the password that opens it. */
export interface Cluster {
  readonly data: string;
  readonly password: string;
}

/** What making a cluster takes. */
export interface ClusterPlan {
  readonly home: string;
  readonly engine: Engine;
  readonly account: ServiceAccount;
  /** `throwaway` skips every fsync: for tests. */
  readonly durability: 'durable' | 'throwaway';
}

export const role = 'marquee';
export const database = 'marquee';

/** The directory that holds the cluster of a home. */
export function clusterIn(home: string): string {
  return join(home, 'cluster');
}

/**
 * Opens the cluster of a home, making it at the first start.
 *
 * @throws DatabaseStartError when it cannot be made, or belongs to another user
 */
export async function openCluster(plan: ClusterPlan): Promise<Cluster> {
  const cluster = clusterIn(plan.home);
  const owner = (await stat(cluster).catch(() => undefined))?.uid;
  if (owner === undefined) await makeCluster(plan);
  else if (owner !== plan.account?.uid) await giveTo(plan.account, cluster);
  return readCluster(plan.home);
}

/** @throws DatabaseStartError when it belongs to another user */
export async function readCluster(home: string): Promise<Cluster> {
  const cluster = clusterIn(home);
  try {
    const password = await readFile(join(cluster, 'password'), 'utf8');
    return { data: join(cluster, 'data'), password: password.trim() };
  } catch (cause) {
    throw new DatabaseStartError(
      `The database cannot be read: ${(cause as Error).message}. ` +
        'Start Marquee as the user who owns it, or set DATA_DIR.',
      { cause },
    );
  }
}

async function makeCluster(plan: ClusterPlan): Promise<void> {
  const { home, account } = plan;
  try {
    await madeWhole(clusterIn(home), async (made) => {
      const password = randomBytes(24).toString('base64url');
      await writeFile(join(made, 'password'), password, { mode: 0o600 });
      await giveTo(account, made);
      await initialise(plan, made);
    });
  } catch (cause) {
    const { stderr, message } = cause as Error & { stderr?: string };
    throw new DatabaseStartError(
      `The embedded Postgres cannot make its cluster in ${home}:\n${stderr?.trim() || message}`,
      { cause },
    );
  }
}

async function initialise({ engine, account, durability }: ClusterPlan, made: string) {
  const data = join(made, 'data');
  const options = { ...account, cwd: made, env: environment };
  const flags = [
    `--pgdata=${data}`,
    `--pwfile=${join(made, 'password')}`,
    `--username=${role}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durability === 'throwaway' ? ['--no-sync', '--wal-segsize=1'] : []),
  ];
  await run(engine.initdb, flags, options);
  const single = run(
    engine.postgres,
    ['--single', '-D', data, '-c', 'log_min_messages=error', 'postgres'],
    options,
  );
  single.child.stdin?.end(`CREATE DATABASE ${database};\n`);
  await single;
}

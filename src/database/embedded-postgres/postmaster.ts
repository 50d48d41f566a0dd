import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseStartError } from '../database-start-error.js';
import type { ClusterPlan } from './cluster.js';
import { environment } from './environment.js';
import { inUse, ownerSetting } from './leftover.js';

/** A Postgres that accepts connections on the loopback. */
export interface Postmaster {
  readonly port: number;
  /** Ends sessions, writes a checkpoint and waits for the process to be gone. */
  stop(): Promise<void>;
}

/** The port was taken between its choice and its use. */
export class PortTaken extends Error {}

const patienceMs = 15_000;

const { O_APPEND, O_CREAT, O_TRUNC, O_WRONLY } = constants;

/** Each start begins anew; appending, because another start may write to it at the same time. */
const logFlags = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND;

const throwaway = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * Starts Postgres on a cluster and waits until it accepts connections; recovery after a crash may take
 * its time. What it logs stands in `postgres.log` beside the cluster, for as long as it runs and after.
 *
 * @throws PortTaken
 * @throws DatabaseStartError with Postgres' own words
 */
export async function startPostmaster(
  plan: ClusterPlan,
  data: string,
  port: number,
): Promise<Postmaster> {
  const log = join(plan.home, 'postgres.log');
  const child = launch(plan, data, { port, log });
  const abandon = (): void => void child.kill('SIGINT');
  // Whatever ends this process but a SIGKILL takes Postgres along; after a SIGKILL, the next start does.
  process.once('exit', abandon);
  try {
    await untilReady(child, data);
  } catch (cause) {
    process.removeListener('exit', abandon);
    child.kill('SIGINT');
    throw await startFault(log, data, cause);
  }
  child.once('exit', () => process.removeListener('exit', abandon));
  return { port, stop: () => stop(child, plan) };
}

function launch(
  plan: ClusterPlan,
  data: string,
  { port, log }: { port: number; log: string },
): ChildProcess {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'shared_buffers=64MB',
    `${ownerSetting}=${process.pid}`,
    ...(plan.durability === 'throwaway' ? throwaway : []),
  ];
  const file = openSync(log, logFlags, 0o600);
  const child = spawn(
    plan.engine.postgres,
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...plan.account,
      cwd: plan.home,
      env: environment,
      stdio: ['ignore', file, file],
      // A process group of its own: Ctrl-C must reach Marquee first, which stops Postgres last.
      detached: true,
    },
  );
  closeSync(file);
  child.unref();
  return child;
}

async function untilReady(child: ChildProcess, data: string): Promise<void> {
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`it ended with ${signal ?? code}`)));
  });
  failed.catch(() => undefined);
  const isReady = async (): Promise<boolean> => {
    const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split(
      '\n',
    );
    return lines[0] === String(child.pid) && lines[7]?.trim() === 'ready';
  };
  while (!(await Promise.race([isReady(), failed]))) await Promise.race([sleep(10), failed]);
}

async function startFault(log: string, data: string, cause: unknown): Promise<Error> {
  const words = (await readFile(log, 'utf8').catch(() => ''))
    .trim()
    .split('\n')
    .slice(-20)
    .join('\n');
  if (words.includes('Address already in use')) return new PortTaken(words, { cause });
  if (/lock file "postmaster.pid" already exists/.test(words)) return inUse(data);
  const reason = words || (cause as Error).message;
  return new DatabaseStartError(`The embedded Postgres did not start. It says:\n${reason}`, {
    cause,
  });
}

async function stop(child: ChildProcess, { durability }: ClusterPlan): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const gone = once(child, 'exit');
  child.kill(durability === 'throwaway' ? 'SIGQUIT' : 'SIGINT');
  const late = setTimeout(() => child.kill('SIGQUIT'), patienceMs);
  await gone;
  clearTimeout(late);
}

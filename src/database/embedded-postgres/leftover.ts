import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseStartError } from '../database-start-error.js';
import { type ProcessFacts, processFacts } from './process-facts.js';

/** The postmaster carries the id of the server that started it on its own command line. */
export const ownerSetting = 'marquee.server_pid';

const patienceMs = 15_000;

/**
 * Clears what a killed server left in a cluster: a lock file whose process is gone or is another program
 * by now, or a postmaster that still runs, which is shut down like at a normal stop.
 *
 * @throws DatabaseStartError when a living server owns the postmaster, or it does not stop
 */
export async function clearLeftover(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  const pid = Number.parseInt(await readFile(lock, 'utf8').catch(() => ''), 10);
  if (Number.isNaN(pid)) return;
  const facts = await processFacts(pid);
  if (facts?.directory !== data) {
    // Postgres itself clears the lock of a dead process, but not that of a stranger with the same id.
    if (facts !== undefined) await rm(lock, { force: true });
    return;
  }
  const owner = ownerOf(facts);
  if (owner !== null) throw inUse(data, owner);
  await shutDown(pid, data);
}

/** @returns null where no Postgres runs on the cluster, or none that a living server owns */
export async function portOfLiving(data: string): Promise<number | null> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const facts = await processFacts(Number.parseInt(lines[0] ?? '', 10));
  const alive = facts?.directory === data && ownerOf(facts) !== null;
  return alive ? Number(lines[3]) : null;
}

/**
 * The server that started a postmaster, if it lives. A process gets another parent at the moment its parent dies,
 * so this cannot mistake a reused id.
 */
function ownerOf({ command, parent }: ProcessFacts): number | null {
  const owner = Number(new RegExp(`${ownerSetting}=(\\d+)`).exec(command)?.[1]);
  return parent === owner ? owner : null;
}

/** The fault of a second server on the same data. */
export function inUse(data: string, owner?: number): DatabaseStartError {
  const who = owner === undefined ? 'Another Marquee' : `Another Marquee (process ${owner})`;
  return new DatabaseStartError(
    `${who} already uses the database in ${dirname(dirname(data))}. ` +
      'Stop it first, or give this one a DATA_DIR and a PORT of its own.',
  );
}

async function shutDown(pid: number, data: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    send(pid, signal);
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      if ((await processFacts(pid))?.directory !== data) return;
      await sleep(10);
    }
  }
  throw new DatabaseStartError(
    `A Postgres that an earlier start left behind (process ${pid}) does not stop. End it by hand.`,
  );
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

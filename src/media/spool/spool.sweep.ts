import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { hasCode } from '../../storage/errno.js';

/** The name of a process' folder in a spool that several processes, perhaps of several machines, share. */
export function processFolder(random: string): string {
  return [encodeURIComponent(hostname()), process.pid, random].join('~');
}

/**
 * Removes what crashed processes left in the spool: all of a dead one's on this machine, and on others what
 * is too old to be in use.
 *
 * @param own the name of this process' folder
 * @param oldest milliseconds since 1970: what was last changed before is in nobody's use
 */
export async function sweepSpool(root: string, own: string, oldest: number): Promise<void> {
  for (const name of await readdir(root)) {
    if (name === own) continue;
    const folder = join(root, name);
    if (isOfDeadProcess(name)) await rm(folder, { recursive: true, force: true });
    else await sweepOld(folder, oldest);
  }
}

function isOfDeadProcess(name: string): boolean {
  const [host, pid] = name.split('~');
  if (host !== encodeURIComponent(hostname()) || !/^\d+$/.test(pid ?? '')) return false;
  // A container gives every run the same number: who had it before this process is dead.
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}

async function sweepOld(folder: string, oldest: number): Promise<void> {
  try {
    if ((await stat(folder)).mtimeMs >= oldest) return;
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      if ((await stat(path)).mtimeMs < oldest) await rm(path, { recursive: true, force: true });
    }
    await rmdir(folder);
  } catch (error) {
    // Its process is at work in it, or sweeps like us.
    if (!hasCode(error, 'ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) throw error;
  }
}

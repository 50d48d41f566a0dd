import { readFile, readdir } from 'node:fs/promises';

/** Linux counts time in these for everybody who reads /proc: USER_HZ. */
const ticksPerSecond = 100;

/**
 * What a process has used up until now, and the processes that it has started.
 *
 * @returns {Promise<{cpuSeconds: number, residentMegabytes: number}>} NaN where there is no /proc
 */
export async function costOf(pid) {
  const processes = await family(pid);
  if (processes.length === 0) return { cpuSeconds: Number.NaN, residentMegabytes: Number.NaN };
  const ticks = processes.reduce((sum, one) => sum + one.ticks, 0);
  const resident = processes.find((one) => one.pid === pid)?.residentPages ?? Number.NaN;
  return { cpuSeconds: ticks / ticksPerSecond, residentMegabytes: (resident * 4096) / 2 ** 20 };
}

async function family(pid) {
  const all = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const facts = (await Promise.all(all.map(factsOf))).filter((one) => one !== null);
  return facts.filter((one) => one.pid === pid || one.parent === pid);
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; null for one that has ended meanwhile */
async function factsOf(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The name in parentheses may hold anything; the numbers begin after it, with the third field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number) => Number(fields[number - 3]);
  // Times of its own, and of the children that it has buried.
  const ticks = field(14) + field(15) + field(16) + field(17);
  return { pid: Number(pid), parent: field(4), ticks, residentPages: field(24) };
}

import { readFile, readdir, writeFile } from 'node:fs/promises';

/** Linux counts time in these for everybody who reads /proc: USER_HZ. */
const ticksPerSecond = 100;

/** @returns {Promise<number>} seconds of CPU that a process and all below it have used, those that ended included */
export async function cpuSecondsOf(pid) {
  const ticks = (await tree(pid)).map((one) => one.ticks);
  return ticks.reduce((sum, more) => sum + more, 0) / ticksPerSecond;
}

/** @returns {Promise<number>} megabytes that were resident at the worst since the last `forgetPeak` */
export async function peakMegabytesOf(pid) {
  const peaks = await Promise.all((await tree(pid)).map((one) => statusOf(one.pid, 'VmHWM')));
  return peaks.reduce((sum, more) => sum + more, 0);
}

/** @returns {Promise<number>} megabytes that are resident now */
export async function residentMegabytesOf(pid) {
  const resident = await Promise.all((await tree(pid)).map((one) => statusOf(one.pid, 'VmRSS')));
  return resident.reduce((sum, more) => sum + more, 0);
}

/** https://man7.org/linux/man-pages/man5/proc_pid_clear_refs.5.html */
export async function forgetPeak(pid) {
  const forgetting = (await tree(pid)).map((one) => writeFile(`/proc/${one.pid}/clear_refs`, '5'));
  // One that has ended meanwhile, as Postgres' own do, has no peak.
  await Promise.allSettled(forgetting);
}

async function tree(root) {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const facts = (await Promise.all(all.map(factsOf))).filter((one) => one !== null);
  const found = facts.filter(({ pid }) => pid === root);
  // Whoever is found brings his children to the end of the list.
  for (const { pid } of found) found.push(...facts.filter(({ parent }) => parent === pid));
  return found;
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; null for one that has ended meanwhile */
async function factsOf(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The name in parentheses may hold anything; the numbers begin after it, with the third field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number) => Number(fields[number - 3]);
  const ticks = field(14) + field(15) + field(16) + field(17);
  return { pid: Number(pid), parent: field(4), ticks };
}

async function statusOf(pid, name) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
}

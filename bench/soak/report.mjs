import { setTimeout as pause } from 'node:timers/promises';
import { machineFacts, table, writeSection } from '../support/results.mjs';

/** A line a minute. @param {AbortSignal} signal ends it */
export async function announceProgress(driver, gauges, signal) {
  for (let minute = 1; !signal.aborted; minute += 1) {
    await pause(60_000, undefined, { signal }).catch(() => undefined);
    const now = gauges.samples.at(-1);
    if (signal.aborted || now === undefined) return;
    const facts = `${now.megabytes.toFixed(0)} MB, ${now.descriptors} descriptors`;
    const rows = driver.lanes.reduce((sum, lane) => sum + lane.rows().length, 0);
    console.log(
      `minute ${minute}: ${driver.count} done, ${driver.faults.length} faults, ${rows} rows, ${facts}, ` +
        `${now.connections} connections`,
    );
  }
}

/** @returns {string} markdown */
export function reportOf(driver, gauges, { atRest, minutes, rate, reasons }) {
  return `## ${minutes} minutes of everything at once

\`npm run soak -- --minutes=${minutes} --rate=${rate}\`: ${driver.lanes.length} users, each checking every answer against
what he was told before. ${driver.count} things were done. ${verdictOf(reasons)}

${table([['action', 'done', 'median ms', 'p99 ms'], ...[...driver.done].map(actionRow)])}

${table([
  ['of the server', 'second tenth', 'last tenth', 'most', 'at rest'],
  ...['megabytes', 'descriptors', 'connections', 'spooled'].map((name) =>
    gaugeRow(name, gauges, atRest),
  ),
])}

Megabytes are those of all its processes, connections those to Postgres, spooled the files in the spool.
${machineFacts()}.`;
}

export function writeReport(report) {
  return writeSection('soak', report);
}

function verdictOf(reasons) {
  if (reasons.length > 0) return `It failed, for ${reasons.length} reasons.`;
  return 'Every answer was right; nothing was lost, left over or leaked.';
}

function actionRow([name, times]) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share) => sorted[Math.floor(sorted.length * share)]?.toFixed(0) ?? '–';
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return [words, String(times.length), at(0.5), at(0.99)];
}

function gaugeRow(name, gauges, atRest) {
  const figures = [gauges.tenth(name, 1), gauges.tenth(name, 9), gauges.most(name), atRest[name]];
  return [name, ...figures.map((figure) => figure?.toFixed(0) ?? '–')];
}

// Hours of mixed load, in which every answer is checked, and after which nothing may be lost, left over or leaked.
// npm run soak [-- --minutes=60 --rate=20 --growth=25 --record]
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { brokenPromises, eraseEverything, sweepFindings } from './closing.mjs';
import { Driver } from './driver.mjs';
import { Gauges } from './gauges.mjs';
import { openLanes } from './lanes.mjs';
import { announceProgress, reportOf, writeReport } from './report.mjs';
import { startStage } from './stage.mjs';
import { leaksOf, leftoversOf } from './verdict.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '20' },
    growth: { type: 'string', default: '25' },
    record: { type: 'boolean', default: false },
  },
});
const [minutes, rate, growth] = ['minutes', 'rate', 'growth'].map(positive);
const laneCount = 8;

const ending = new AbortController();
// Postgres and the server would outlive a run that is broken off.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => ending.abort(signal));

const stage = await startStage(resolve('dist'));
try {
  const reasons = ending.signal.aborted ? [] : await soak();
  if (ending.signal.aborted) reasons.push(`it was ended by ${ending.signal.reason}`);
  for (const reason of reasons) console.error(`FAILED: ${reason}`);
  process.exitCode = reasons.length === 0 ? 0 : 1;
} finally {
  await stage.stop();
}

/** @returns {Promise<string[]>} why it has failed */
async function soak() {
  const gauges = new Gauges(stage);
  await gauges.open();
  try {
    const driver = new Driver(await openLanes(laneCount, stage), rate);
    const before = await gauges.books();
    await load(driver, gauges);
    if (ending.signal.aborted) return [...driver.faults];
    const atRest = await gauges.atRest();
    const reasons = [...driver.faults, ...leaksOf(gauges, { atRest, growth })];
    reasons.push(...(await close(driver.lanes, { before, gauges })));
    const report = reportOf(driver, gauges, { minutes, rate, atRest, reasons });
    await (values.record ? writeReport(report) : console.log(`\n${report}\n`));
    return reasons;
  } finally {
    await gauges.close();
  }
}

async function load(driver, gauges) {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, ending.signal]);
  const timer = setTimeout(() => over.abort(), minutes * 60_000);
  const watching = [gauges.watch(signal), announceProgress(driver, gauges, signal)];
  await driver.run(signal);
  clearTimeout(timer);
  over.abort();
  await Promise.all(watching);
}

/** What was acknowledged is there; and when it is erased, nothing is left of it. */
async function close(lanes, { before, gauges }) {
  const reasons = await brokenPromises(lanes);
  reasons.push(...(await sweepFindings(stage)).map((finding) => `before erasing: ${finding}`));
  try {
    await eraseEverything(lanes);
  } catch (error) {
    return [...reasons, `not everything can be erased: ${error.message}`];
  }
  reasons.push(...leftoversOf(before, await gauges.books()));
  return [...reasons, ...(await sweepFindings(stage))];
}

function positive(name) {
  const value = Number(values[name]);
  if (value > 0) return value;
  console.error(`--${name} wants a number above 0, not ${values[name]}.`);
  process.exit(1);
}

// A list of 25 events with two includes, beside the same by hand and by another JSON:API library: when all ask for
// the same page at once, and when each asks for another one.
// npm run bench:lists [-- [dist] [--rounds=5] [--seconds=8]]
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDatabase } from '../support/database.mjs';
import { load } from '../support/load.mjs';
import { costOf } from '../support/process-cost.mjs';
import { requireSameAnswers } from './answers.mjs';
import { writeReport } from './report.mjs';
import { counts, writeRows } from './rows.mjs';
import { startByHand, startMarquee, startPeer } from './subjects.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '8' },
  },
});
const dist = resolve(positionals[0] ?? 'dist');
const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
const concurrency = 32;
/** Until V8 has compiled what is used often; the more code, the longer it takes. */
const requestsToWarmUp = 1500;
const headers = { Accept: 'application/vnd.api+json' };

/** What is asked for at the same time: one page by all, or as many different ones as there are. */
const situations = {
  same: (url) => [url],
  different: (url) =>
    Array.from({ length: counts.events / 25 }, (_, at) =>
      url.replace('page[number]=1', `page[number]=${at + 1}`),
    ),
};

const database = await startDatabase(dist);
const subjects = [];
// Postgres and the servers would outlive a run that is broken off.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void stopAll().finally(() => process.exit(1)));
try {
  subjects.push(await startMarquee(dist, database, 'warn'));
  const { postgresVersion } = await writeRows(database.url);
  subjects.push(await startByHand(database), await startPeer(database));
  const [marquee, byHand, peer] = subjects.map(({ url }) => url);
  const { bytes } = await requireSameAnswers({ marquee, byHand, peer });
  subjects.push(await startMarquee(dist, database, 'info'));
  const measured = {};
  for (const situation of Object.keys(situations)) measured[situation] = await measure(situation);
  await writeReport(measured, {
    names: subjects.map(({ name }) => name),
    bytes: [...bytes, bytes[0]],
    load: { concurrency, rounds, seconds },
    postgresVersion,
  });
} finally {
  await stopAll();
}

async function stopAll() {
  for (const { stop } of subjects.splice(0)) await stop();
  await database.stop();
}

/** Rounds alternate, so that what else the machine does falls on all alike. */
async function measure(situation) {
  const measured = new Map(subjects.map((subject) => [subject, []]));
  for (const { url } of subjects)
    await load(situations[situation](url), { concurrency, requests: requestsToWarmUp, headers });
  for (let round = 0; round < rounds; round += 1)
    for (const subject of subjects) measured.get(subject).push(await once(subject, situation));
  return [...measured.values()];
}

async function once({ name, pid, url }, situation) {
  const before = await Promise.all([costOf(pid), costOf(database.pid)]);
  const result = await load(situations[situation](url), { concurrency, seconds, headers });
  const after = await Promise.all([costOf(pid), costOf(database.pid)]);
  const [server, postgres] = after.map(
    ({ cpuSeconds }, at) => ((cpuSeconds - before[at].cpuSeconds) * 1000) / result.requests,
  );
  console.error(`${situation}, ${name}: ${result.perSecond.toFixed(0)}/s, ${server.toFixed(2)} ms`);
  return { ...result, server, postgres, resident: after[0].residentMegabytes };
}

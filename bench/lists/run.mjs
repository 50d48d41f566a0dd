// A list of 25 events with two includes, beside the same by hand and by another JSON:API library.
// npm run bench:lists [-- [dist] [--rounds=5] [--seconds=8]]
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startDatabase } from '../support/database.mjs';
import { load } from '../support/load.mjs';
import { costOf } from '../support/process-cost.mjs';
import { machineFacts, median, table, writeSection } from '../support/results.mjs';
import { requireSameAnswers } from './answers.mjs';
import { writeRows } from './rows.mjs';
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

const head = [
  'server',
  'requests/s',
  'p50 ms',
  'p99 ms',
  'CPU s/1000',
  'Postgres CPU s/1000',
  'RSS MB',
  'document kB',
];

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
  const measured = await measure();
  await report(measured, { bytes: [...bytes, bytes[0]], postgresVersion });
} finally {
  await stopAll();
}

async function stopAll() {
  for (const { stop } of subjects.splice(0)) await stop();
  await database.stop();
}

/** Rounds alternate, so that what else the machine does falls on all alike. */
async function measure() {
  const measured = new Map(subjects.map((subject) => [subject, []]));
  for (const { url } of subjects)
    await load(url, { concurrency, requests: requestsToWarmUp, headers });
  for (let round = 0; round < rounds; round += 1)
    for (const subject of subjects) measured.get(subject).push(await once(subject));
  return [...measured.values()];
}

async function once({ name, pid, url }) {
  const before = await Promise.all([costOf(pid), costOf(database.pid)]);
  const result = await load(url, { concurrency, seconds, headers });
  const after = await Promise.all([costOf(pid), costOf(database.pid)]);
  const [server, postgres] = after.map(
    ({ cpuSeconds }, at) => ((cpuSeconds - before[at].cpuSeconds) * 1000) / result.requests,
  );
  console.error(`${name}: ${result.perSecond.toFixed(0)}/s, ${server.toFixed(2)} ms of CPU`);
  return { ...result, server, postgres, resident: after[0].residentMegabytes };
}

async function report(measured, { bytes, postgresVersion }) {
  const summary = measured.map(mediansOf);
  const [marquee, byHand, peer] = measured;
  const speed = [byHand, peer].map((other) => ratio(marquee, other, 'perSecond').toFixed(2));
  const thrift = [byHand, peer].map((other) => ratio(other, marquee, 'server').toFixed(2));
  await writeSection(
    'lists',
    `## A list of 25 events with their owners and topics

\`npm run bench:lists\`: 1000 events in the database, ${concurrency} requests at a time, medians of ${rounds} rounds of
${seconds} s that alternate. ${machineFacts(postgresVersion)}; load generator, servers and Postgres share the cores. Load average of the last
quarter of an hour: ${loadavg()[2].toFixed(0)}. Ratios are medians of those of neighbouring rounds; on a machine that does other things, that of
CPU time says more.

${table([head, ...summary.map((one, at) => row(subjects[at].name, bytes[at], one))])}

| Marquee against                  | requests/s | CPU of the server |
| -------------------------------- | ---------: | ----------------: |
| by hand (goal: 0.6 of it)        | ${`${speed[0]} x`.padStart(10)} | ${`${thrift[0]} x`.padStart(17)} |
| json-api-nestjs (goal: 4 times)  | ${`${speed[1]} x`.padStart(10)} | ${`${thrift[1]} x`.padStart(17)} |

By hand answers the very same document. json-api-nestjs, on the Nest 10 and TypeORM 0.3 that it asks for, answers the
same resources, attributes and linkage in a smaller one: its URLs have no origin, and it has fewer of them.`,
  );
}

function row(name, bytes, one) {
  const figures = [one.perSecond, one.p50, one.p99, one.server, one.postgres, one.resident];
  const digits = [0, 0, 0, 2, 2, 0];
  const cells = figures.map((figure, at) => figure.toFixed(digits[at]).replace('NaN', ''));
  return [name, ...cells, (bytes / 1000).toFixed(0)];
}

/** Of rounds that were neighbours, so that a busy minute weighs on both. */
function ratio(results, others, key) {
  return median(results.map((one, round) => one[key] / others[round][key]));
}

function mediansOf(results) {
  const keys = ['perSecond', 'p50', 'p99', 'server', 'postgres', 'resident'];
  return Object.fromEntries(keys.map((key) => [key, median(results.map((one) => one[key]))]));
}

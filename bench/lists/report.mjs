import { loadavg } from 'node:os';
import { machineFacts, median, table, writeSection } from '../support/results.mjs';

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

/**
 * @param {{same: Round[][], different: Round[][]}} measured of Marquee, by hand, the peer, and Marquee with a line
 *   in the log for each request
 */
export async function writeReport({ different, same }, { bytes, load, names, postgresVersion }) {
  const { concurrency, rounds, seconds } = load;
  const facts = { bytes, names };
  await writeSection(
    'lists',
    `## A list of 25 events with their owners and topics

\`npm run bench:lists\`: 1000 events in the database, ${concurrency} requests at a time, medians of ${rounds} rounds of
${seconds} s that alternate. ${machineFacts(postgresVersion)}; load generator, servers and Postgres share the cores. Load average of the last
quarter of an hour: ${loadavg()[2].toFixed(0)}. Ratios are medians of those of neighbouring rounds; on a machine that does other things, that of
CPU time says more.

By hand answers the very same document. json-api-nestjs, on the Nest 10 and TypeORM 0.3 that it asks for, answers the
same resources, attributes and linkage in a smaller one: its URLs have no origin, and it has fewer of them.

### All ask for the same page

As strangers do with a list that everybody wants to see. Marquee reads once for all who have come while it read
before (docs/decisions/0029-strangers-share-a-read.md); the others read for each.

${figures(same, facts)}

### Each asks for another page

Forty pages in turn, each connection at another one: every request is read and written on its own.

${figures(different, facts)}`,
  );
}

function figures(measured, { bytes, names }) {
  const summary = measured.map(mediansOf);
  const [marquee, byHand, peer] = measured;
  const speed = [byHand, peer].map((other) => ratio(marquee, other, 'perSecond').toFixed(2));
  const thrift = [byHand, peer].map((other) => ratio(other, marquee, 'server').toFixed(2));
  return `${table([head, ...summary.map((one, at) => row(names[at], bytes[at], one))])}

${table([
  ['Marquee against', 'requests/s', 'CPU of the server'],
  ['by hand (goal: 0.6 of it)', `${speed[0]} x`, `${thrift[0]} x`],
  ['json-api-nestjs (goal: 4 times)', `${speed[1]} x`, `${thrift[1]} x`],
])}`;
}

function row(name, bytes, one) {
  const costs = [one.perSecond, one.p50, one.p99, one.server, one.postgres, one.resident];
  const digits = [0, 0, 0, 2, 2, 0];
  const cells = costs.map((cost, at) => cost.toFixed(digits[at]).replace('NaN', ''));
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

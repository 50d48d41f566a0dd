import { loadavg } from 'node:os';
import { machineFacts, table, writeSection } from '../support/results.mjs';

const wordsOf = {
  Marquee: 'Marquee, whole route',
  reader: 'its reader under Nest',
  bare: '(a) bare Node, same reader',
  usual: '(b) Nest, JSON parser',
  original: '(c) Flask, gunicorn',
};

/** Of the reader under Nest to the others; `at` gives them by size. */
const goals = [
  { other: 'bare', at: { '1 MB': 0.75, '10 MB': 0.9, '50 MB': 0.9 } },
  { other: 'usual', at: { '10 KB': 1, '1 MB': 1.8, '10 MB': 2.5 } },
  { other: 'original', at: { '1 MB': 4, '10 MB': 4 } },
];

const withoutGoals = goals.map(({ other }) => ({ other, at: {} }));

const introductions = {
  'pictures-transport': `## The way of a picture's bytes, on a file system in memory

Requests that carry one picture as a base64 data URI, answered when it lies in a file. All of them sync the file and
its folder, which costs nothing here: nobody waits for a disk. What each does beside that: Marquee proves who is
calling, and keeps a row in its ledger (four statements of Postgres, whose processes are not counted); its proof by
decoding is off. Its reader under Nest, (a), (b) and (c) do nothing else. gunicorn runs a process for each core, the others are one process.
The sender works on the same cores, and costs as much for all.`,
  'pictures-durable': `## The way of a picture's bytes, on this machine's disk

The same on a disk, Postgres included: every answer means that the picture outlasts a power cut.`,
};

/** @param {{cells: object[], missing: string | null}} measured */
export async function writeTransport(marker, { cells, missing }) {
  const part = marker.replace('pictures-', '');
  const lines = [
    introductions[marker],
    facts(part),
    transportTable(cells),
    ...(missing === null ? [] : [`(c) was ${missing}.`]),
    'Ratios of requests per second, of the reader under Nest and, in parentheses, of the whole route:',
    ratioTable(cells, ({ perSecond }) => perSecond, goals),
    'The same of pictures for a second of CPU time of the server, which the sender has no part in:',
    ratioTable(cells, ({ cpuPerRequest }) => 1 / cpuPerRequest, withoutGoals),
  ];
  await writeSection(marker, lines.join('\n\n'));
}

function facts(part) {
  return `\`npm run bench:pictures -- ${part}\` on ${machineFacts()}, load average ${loadavg()[0].toFixed(0)} at the end. Medians of three rounds in turn.`;
}

function transportTable(cells) {
  const head = [
    'picture',
    'at once',
    'server',
    'requests/s',
    'CPU ms per MB',
    'CPU ms each',
    'peak MB',
  ];
  const rows = cells.map((cell) => [
    cell.size,
    String(cell.concurrency),
    wordsOf[cell.server],
    figure(cell.perSecond),
    figure(cell.cpuPerMegabyte),
    figure(cell.cpuPerRequest),
    cell.peakMegabytes.toFixed(0),
  ]);
  return table([head, ...rows]);
}

/** @param {(cell: object) => number} rateOf the larger the better */
function ratioTable(cells, rateOf, wanted) {
  const others = wanted.filter(({ other }) => cells.some(({ server }) => server === other));
  const places = [...new Set(cells.map(({ concurrency, size }) => `${size} × ${concurrency}`))];
  const at = (place, name) =>
    rateOf(
      cells.find(
        ({ concurrency, server, size }) => server === name && `${size} × ${concurrency}` === place,
      ),
    );
  const cellOf = (place, { at: goal, other }) => {
    const ratio = (name) => (at(place, name) / at(place, other)).toFixed(2);
    const least = goal[place.split(' × ')[0]];
    return `${ratio('reader')} (${ratio('Marquee')})${least ? `, goal ${least}` : ''}`;
  };
  const rows = places.map((place) => [place].concat(others.map((one) => cellOf(place, one))));
  return table([['picture × at once', ...others.map(({ other }) => wordsOf[other])], ...rows]);
}

export async function writeMemory(measured) {
  const rows = measured.map(({ freshMegabytes, grownMegabytes, idleMegabytes, server }) => [
    wordsOf[server],
    freshMegabytes.toFixed(0),
    idleMegabytes.toFixed(0),
    grownMegabytes.toFixed(0),
  ]);
  const lines = [
    '## Memory for 32 bodies of 50 MB at once',
    facts('memory').replace(
      ' Medians of three rounds in turn.',
      ' Resident megabytes of the server.',
    ),
    table([['server', 'just started', 'idle after small pictures', 'more at the peak'], ...rows]),
    'Goal for Marquee: less than 64 more than idle. What it keeps when idle is mostly its nursery for new objects.',
  ];
  await writeSection('pictures-memory', lines.join('\n\n'));
}

export async function writeProof(measured) {
  const of = (name) => measured.find(({ server }) => server === name);
  const [alone, marquee] = ['sharp alone', 'Marquee with proof'].map(of);
  const rows = measured.map(({ cpuPerRequest, getP99, idleGetP99, perSecond, server }) => [
    server,
    figure(perSecond),
    figure(cpuPerRequest),
    idleGetP99 === undefined ? '' : figure(idleGetP99),
    getP99 === undefined ? '' : figure(getP99),
  ]);
  const cpu = (marquee.cpuPerRequest / alone.cpuPerRequest).toFixed(2);
  const [rate, rateOfSame] = ['usual with sharp', 'usual, scrubbed too'].map((name) =>
    (marquee.perSecond / of(name).perSecond).toFixed(2),
  );
  const wait = (marquee.getP99 / marquee.idleGetP99).toFixed(1);
  const lines = [
    `## POST /v1/events with a picture of 12 megapixels

Eight at once, with proof, renditions, placeholder and rows. The usual way is a JSON parser, Buffer.from, metadata and
three separate pipelines in the server, and keeps no row; scrubbed too, it also makes the placeholder, and writes the
original anew without its metadata, as Marquee does without touching a pixel. sharp alone makes what Marquee makes of
the picture, in a process for each core. CPU is of all processes, Postgres too, while nothing else is asked. GETs at a steady 40 a second, of
a small list in Marquee and of a constant in the usual servers.`,
    facts('proof'),
    table([['', 'requests/s', 'CPU ms each', 'GET p99 ms, idle', 'GET p99 ms, beside'], ...rows]),
    `CPU beside sharp alone: ${cpu} × (goal: at most 1.15). Requests beside the usual way: ${rateOfSame} × where that does ` +
      `the same job (goal: 3), ${rate} × where it scrubs nothing. GETs beside idle ones: ${wait} × (goal: under 5).`,
  ];
  await writeSection('pictures-proof', lines.join('\n\n'));
}

export async function writeOverload(measured) {
  const rows = measured.map((one) => [
    one.server,
    answersOf(one.answers),
    one.seconds.toFixed(1),
    one.idleMegabytes.toFixed(0),
    one.peakMegabytes.toFixed(0),
    figure(one.getP99),
    answersOf(one.afterwards),
  ]);
  const head = [
    '',
    'answers',
    'seconds',
    'MB idle',
    'MB peak',
    'GET p99 ms',
    'one more afterwards',
  ];
  const lines = [
    `## 200 pictures of 12 megapixels at the same moment

Two hundred senders post an event with a picture at once, 1 GB of bodies together: so many are worked on, so many wait, and the
others are told to come again, with a 503. Memory is resident, of the server and all its processes, image workers
included. GETs of \`/health/live\` at a steady 40 a second meanwhile, all of them answered. The usual way is as above; it sends nobody away.`,
    facts('overload').replace(' Medians of three rounds in turn.', ''),
    table([head, ...rows]),
  ];
  await writeSection('pictures-overload', lines.join('\n\n'));
}

function answersOf(answers) {
  return Object.entries(answers)
    .map(([answer, count]) => `${count} × ${answer}`)
    .join(', ');
}

function figure(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

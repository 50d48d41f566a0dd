// Throughput of the streaming reader alone: bodies from memory, pictures to spool files.
// npm run build && node bench/data-uri-reader.mjs [dist]
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const dist = resolve(process.argv[2] ?? 'dist');
const load = (path) => import(pathToFileURL(join(dist, path)).href);
const { readBody } = await load('src/media/body/data-uri.reader.js');
const { SenderPace } = await load('src/media/quota/sender-pace.js');
const { SpoolArea } = await load('src/media/spool/spool-area.js');

const chunkBytes = 65_536;
const limits = {
  body: 1e9,
  json: 1e6,
  files: { picture: { bytes: 1e9, count: 9 } },
  silenceMs: 30_000,
};
const accepts = () => 'picture';
const free = () => Promise.resolve();
const meter = () => ({ begin: free, take: free, pace: new SenderPace() });
const folder = await mkdtemp(join(tmpdir(), 'bench-'));

function chunksOf(body) {
  const chunks = [];
  for (let at = 0; at < body.length; at += chunkBytes)
    chunks.push(body.subarray(at, at + chunkBytes));
  return chunks;
}

async function once(chunks) {
  const spool = new SpoolArea(join(folder, randomUUID()));
  const stream = Readable.from(chunks, { objectMode: false });
  await readBody(stream, { accepts, limits, meter: meter(), spool });
  await spool.dispose();
}

async function measure(name, body, { concurrency = 1, totalBytes = 1e9 } = {}) {
  const chunks = chunksOf(body);
  for (let i = 0; i < 5; i += 1) await once(chunks);
  const rounds = Math.max(3, Math.round(totalBytes / body.length / concurrency));
  const cpu = process.cpuUsage();
  const start = performance.now();
  const lane = async () => {
    for (let i = 0; i < rounds; i += 1) await once(chunks);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - start) / 1000;
  const { system, user } = process.cpuUsage(cpu);
  const megabytes = (rounds * concurrency * body.length) / 1e6;
  console.log(
    `${name.padEnd(34)} ${(megabytes / seconds).toFixed(0).padStart(6)} MB/s` +
      ` ${((user + system) / 1000 / megabytes).toFixed(2).padStart(6)} ms CPU per MB`,
  );
}

const picture = (bytes) => `data:image/jpeg;base64,${randomBytes(bytes).toString('base64')}`;
const document = (value) =>
  Buffer.from(JSON.stringify({ data: { type: 'event', attributes: { name: 'x', logo: value } } }));
const escaped = (value) => Buffer.from(document(value).toString().replaceAll('/', '\\/'));
const broken = (value) => document(value.replaceAll(/(?<=,.*).{76}/g, '$&\r\n'));

try {
  for (const [size, bytes] of [
    ['10 KB', 1e4],
    ['100 KB', 1e5],
    ['1 MB', 1e6],
    ['10 MB', 1e7],
  ])
    await measure(`picture of ${size}`, document(picture(bytes)), {
      totalBytes: Math.min(1e9, bytes * 5e3),
    });
  await measure('10 MB, 32 at once', document(picture(1e7)), { concurrency: 32, totalBytes: 2e9 });
  await measure('1 MB, "/" escaped', escaped(picture(1e6)), { totalBytes: 3e8 });
  await measure('1 MB, lines of 76', broken(picture(1e6)), { totalBytes: 3e8 });
  await measure('JSON of 0.9 MB, no picture', document('é and text '.repeat(80_000)), {
    totalBytes: 2e8,
  });
} finally {
  await rm(folder, { recursive: true });
}

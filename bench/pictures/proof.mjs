import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { median } from '../support/results.mjs';
import { start } from './contenders.mjs';
import { takePhoto } from './photo.mjs';
import { post } from './post.mjs';
import { probe } from './probe.mjs';
import { cpuSecondsOf } from './process-tree.mjs';

const run = promisify(execFile);
const sharpAlone = fileURLToPath(new URL('sharp-alone.mjs', import.meta.url));
const lightGet = {
  'Marquee with proof': '/v1/event-types?page[size]=1',
  'usual with sharp': '/health/live',
  'usual, scrubbed too': '/health/live',
};

/**
 * Posts events with a picture of 12 megapixels to each server in turn, beside a sharp script that makes the same of
 * it, and asks a light question meanwhile.
 *
 * @returns medians: {server, perSecond, cpuPerRequest, getP99, idleGetP99}; the sharp script has no GETs
 */
export async function measureProof({ database, parent, rounds, seconds }) {
  const files = await writePicture(parent);
  const place = { parent, databaseUrl: database.url };
  const servers = [];
  try {
    for (const name of Object.keys(lightGet)) servers.push(await start(name, place));
    for (const server of servers) await warmUp(server, files);
    const runs = { 'sharp alone': [] };
    for (let round = 0; round < rounds; round += 1) {
      runs['sharp alone'].push(await runSharpAlone(files.picture, { parent, seconds }));
      for (const server of servers)
        (runs[server.name] ??= []).push(await measureOnce(server, files, { database, seconds }));
    }
    return Object.entries(runs).map(([server, measured]) => mediansOf(server, measured));
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

/** @returns paths of a photo, and of events as request bodies: with it, and with a small one */
export async function writePicture(folder) {
  const photo = await takePhoto();
  const files = {
    picture: join(folder, 'photo.jpg'),
    body: join(folder, 'event.json'),
    smallBody: join(folder, 'small-event.json'),
  };
  await writeFile(files.picture, photo);
  await writeFile(files.body, eventWith(photo));
  await writeFile(files.smallBody, eventWith(await sharp(photo).resize(320).jpeg().toBuffer()));
  return files;
}

function eventWith(picture) {
  const attributes = {
    name: 'Summit',
    timezone: 'Europe/Berlin',
    'starts-at': '2030-05-01T09:00:00Z',
    'ends-at': '2030-05-02T17:00:00Z',
    'original-image-url': `data:image/jpeg;base64,${picture.toString('base64')}`,
  };
  return JSON.stringify({ data: { type: 'event', attributes } });
}

/** Until V8 has compiled what is used often, which the few large pictures of a round would not do. */
async function warmUp(server, { body, smallBody }) {
  await postEvents(server, { body: smallBody }, { count: 1000, seconds: 20 });
  await postEvents(server, { body }, { seconds: 3 });
}

/** As many at once as there are cores. */
async function runSharpAlone(picture, { parent, seconds }) {
  const once = async () => {
    const { stdout } = await run(process.execPath, [sharpAlone, picture, parent, String(seconds)]);
    return JSON.parse(stdout);
  };
  const results = await Promise.all(Array.from({ length: availableParallelism() }, once));
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  return { cpuPerRequest: sum('cpuPerRequest') / results.length, perSecond: sum('perSecond') };
}

/** First without the light questions, whose CPU time nobody should count as that of a picture. */
async function measureOnce(server, files, { database, seconds }) {
  const url = server.origin + lightGet[server.name];
  const cpuSeconds = async () =>
    (await cpuSecondsOf(server.pid)) + (await cpuSecondsOf(database.pid));
  const idleGetP99 = await probe(url, () => false, seconds);
  const before = await cpuSeconds();
  const { requests, seconds: elapsed } = await postEvents(server, files, { seconds });
  const cpuPerRequest = (((await cpuSeconds()) - before) * 1000) / requests;
  let over = false;
  const probing = probe(url, () => over, 60);
  await postEvents(server, files, { seconds });
  over = true;
  const getP99 = await probing;
  await server.forgetFiles();
  return { perSecond: requests / elapsed, cpuPerRequest, getP99, idleGetP99 };
}

function postEvents({ headers, origin }, { body }, { count = 1000, seconds }) {
  return post({
    url: `${origin}/v1/events`,
    bodyFile: body,
    headers: { ...headers, 'Content-Type': 'application/vnd.api+json' },
    concurrency: 8,
    count,
    seconds,
  });
}

function mediansOf(server, measured) {
  const medians = { server };
  for (const key of Object.keys(measured[0]))
    medians[key] = median(measured.map((one) => one[key]));
  return medians;
}

import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { start } from './contenders.mjs';
import { probe } from './probe.mjs';
import { forgetPeak, peakMegabytesOf, residentMegabytesOf } from './process-tree.mjs';
import { writePicture } from './proof.mjs';

const run = promisify(execFile);
const program = fileURLToPath(new URL('burst.mjs', import.meta.url));

/** Far more than any machine works on at once. */
export const senders = 200;

/**
 * Posts 200 events with a picture of 12 megapixels at the same moment, and asks meanwhile whether the server lives.
 *
 * @returns for each server: {server, answers, seconds, idleMegabytes, peakMegabytes, getP99, afterwards}; memory of
 *   the server and all its processes
 */
export async function measureOverload({ database, parent }) {
  const { body } = await writePicture(parent);
  const measured = [];
  for (const name of ['Marquee with proof', 'usual with sharp']) {
    const server = await start(name, { parent, databaseUrl: database.url });
    try {
      measured.push({ server: name, ...(await overload(server, body)) });
    } finally {
      await server.stop();
    }
  }
  return measured;
}

async function overload(server, bodyFile) {
  await burst(server, bodyFile, 4);
  await pause(2000);
  const idleMegabytes = await residentMegabytesOf(server.pid);
  await forgetPeak(server.pid);
  let over = false;
  const probing = probe(`${server.origin}/health/live`, () => over, 300);
  const { answers, seconds } = await burst(server, bodyFile, senders);
  over = true;
  const getP99 = await probing;
  const peakMegabytes = await peakMegabytesOf(server.pid);
  const { answers: afterwards } = await burst(server, bodyFile, 1);
  return { answers, seconds, idleMegabytes, peakMegabytes, getP99, afterwards };
}

/** @returns {Promise<{answers: Record<string, number>, seconds: number}>} how many were answered with which status */
async function burst({ headers, origin }, bodyFile, count) {
  const job = {
    url: `${origin}/v1/events`,
    headers: { ...headers, 'Content-Type': 'application/vnd.api+json' },
    bodyFile,
    count,
  };
  const { stdout } = await run(process.execPath, [program, JSON.stringify(job)]);
  return JSON.parse(stdout);
}

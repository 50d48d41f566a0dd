import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const script = fileURLToPath(new URL('load-process.mjs', import.meta.url));

/**
 * Asks for paths of one server again and again, from a process of its own.
 *
 * @param {string | readonly string[]} urls of one origin; each connection goes round them from another one on
 * @param {{concurrency: number, seconds?: number, requests?: number, headers?: object}} options one of
 *   seconds and requests says when it ends
 * @returns {Promise<{requests: number, perSecond: number, p50: number, p99: number}>} latencies in milliseconds
 * @throws Error where any answer is not a 2xx
 */
export async function load(urls, { concurrency, seconds, requests: amount, headers = {} }) {
  const all = [urls].flat().map((url) => new URL(url));
  const options = {
    url: all[0].origin,
    paths: all.map(({ pathname, search }) => pathname + search),
    connections: concurrency,
    headers,
    ...(amount === undefined ? { duration: seconds } : { amount }),
  };
  const { stdout } = await run(process.execPath, [script, JSON.stringify(options)], {
    maxBuffer: 2 ** 24,
  });
  const { '2xx': requests, duration, errors, latency, non2xx } = JSON.parse(stdout);
  if (errors > 0 || non2xx > 0)
    throw new Error(`${all[0]}: ${errors} errors, ${non2xx} refused of ${requests + non2xx}`);
  return { requests, perSecond: requests / duration, p50: latency.p50, p99: latency.p99 };
}

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const run = promisify(execFile);
const autocannon = createRequire(import.meta.url).resolve('autocannon');

/**
 * Asks one URL again and again, from a process of its own.
 *
 * @param {string} url
 * @param {{concurrency: number, seconds?: number, requests?: number, headers?: object}} options one of
 *   seconds and requests says when it ends
 * @returns {Promise<{requests: number, perSecond: number, p50: number, p99: number}>} latencies in milliseconds
 * @throws Error where any answer is not a 2xx
 */
export async function load(url, { concurrency, seconds, requests: amount, headers = {} }) {
  const asHeaders = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const end = amount === undefined ? ['-d', String(seconds)] : ['-a', String(amount)];
  const flags = ['-j', '-c', String(concurrency), ...end, ...asHeaders];
  const { stdout } = await run(process.execPath, [autocannon, ...flags, url], {
    maxBuffer: 2 ** 24,
  });
  const { '2xx': requests, duration, errors, latency, non2xx } = JSON.parse(stdout);
  if (errors > 0 || non2xx > 0)
    throw new Error(`${url}: ${errors} errors, ${non2xx} refused of ${requests + non2xx}`);
  return { requests, perSecond: requests / duration, p50: latency.p50, p99: latency.p99 };
}

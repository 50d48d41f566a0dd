import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const program = fileURLToPath(new URL('posting.mjs', import.meta.url));

/**
 * Posts one body again and again, from a process of its own.
 *
 * @param {{url: string, headers: Record<string, string>, bodyFile: string, concurrency: number, count: number,
 *   seconds: number}} job ends at the count or the seconds, whichever comes first
 * @returns {Promise<{requests: number, seconds: number, p50: number, p99: number}>} latencies in milliseconds
 * @throws Error where any answer is not a success
 */
export async function post(job) {
  const { stdout } = await run(process.execPath, [program, JSON.stringify(job)]);
  return JSON.parse(stdout);
}

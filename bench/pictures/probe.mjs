import { setTimeout as pause } from 'node:timers/promises';

const perSecond = 40;

/**
 * Asks a question at a steady pace, whether the last was answered or not.
 *
 * @param {() => boolean} isOver
 * @returns {Promise<number>} the 99th percentile of its milliseconds
 */
export async function probe(url, isOver, seconds) {
  const asked = [];
  for (const start = performance.now(); performance.now() - start < seconds * 1000 && !isOver();) {
    asked.push(askOnce(url));
    await pause(1000 / perSecond);
  }
  const latencies = (await Promise.all(asked)).toSorted((one, other) => one - other);
  return latencies[Math.floor(latencies.length * 0.99)];
}

async function askOnce(url) {
  const start = performance.now();
  const response = await fetch(url);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return performance.now() - start;
}

import { median } from '../support/results.mjs';
import { sizes } from './bodies.mjs';
import { cpuSecondsOf, forgetPeak, peakMegabytesOf } from './process-tree.mjs';
import { post } from './post.mjs';

const path = '/v1/upload/image';

/**
 * Posts bodies of each size to each server in turn, round by round, so that whatever else happens on the machine
 * happens to all.
 *
 * @param servers started
 * @param {{bodies: Record<string, string>, concurrencies: number[], rounds: number, seconds: number}} plan
 * @returns medians: {size, concurrency, server, perSecond, cpuPerMegabyte, cpuPerRequest, peakMegabytes}
 */
export async function measureTransport(servers, plan) {
  for (const server of servers) await warmUp(server, plan.bodies);
  const cells = [];
  for (const size of Object.keys(plan.bodies))
    for (const concurrency of plan.concurrencies)
      cells.push(...(await measureCell(servers, { ...plan, size, concurrency })));
  return cells;
}

async function measureCell(servers, plan) {
  const runs = new Map(servers.map((server) => [server, []]));
  for (let round = 0; round < plan.rounds; round += 1)
    for (const server of inTurn(servers, round))
      runs.get(server).push(await measureOnce(server, plan));
  return [...runs].map(([server, measured]) => {
    const cell = { size: plan.size, concurrency: plan.concurrency, server: server.name };
    for (const key of Object.keys(measured[0])) cell[key] = median(measured.map((one) => one[key]));
    console.error(JSON.stringify(cell));
    return cell;
  });
}

async function measureOnce(server, { bodies, concurrency, seconds, size }) {
  await forgetPeak(server.pid);
  const before = await cpuSecondsOf(server.pid);
  const { requests, seconds: elapsed } = await post({
    url: server.origin + path,
    headers: server.headers,
    bodyFile: bodies[size],
    concurrency,
    count: 5000,
    seconds,
  });
  const cpuMilliseconds = ((await cpuSecondsOf(server.pid)) - before) * 1000;
  const peakMegabytes = await peakMegabytesOf(server.pid);
  await server.forgetFiles();
  return {
    perSecond: requests / elapsed,
    cpuPerRequest: cpuMilliseconds / requests,
    cpuPerMegabyte: cpuMilliseconds / ((requests * sizes[size]) / 1e6),
    peakMegabytes,
  };
}

/** So long that V8 has compiled what is hot. */
export async function warmUp(server, bodies) {
  for (const [size, count] of [
    ['10 KB', 5000],
    ['100 KB', 1500],
    ['1 MB', 300],
  ].filter(([name]) => name in bodies))
    await post({
      url: server.origin + path,
      headers: server.headers,
      bodyFile: bodies[size],
      concurrency: 8,
      count,
      seconds: 15,
    });
  await server.forgetFiles();
}

function inTurn(servers, round) {
  const first = round % servers.length;
  return [...servers.slice(first), ...servers.slice(0, first)];
}

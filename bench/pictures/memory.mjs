import { setTimeout as pause } from 'node:timers/promises';
import { start } from './contenders.mjs';
import { post } from './post.mjs';
import { forgetPeak, peakMegabytesOf, residentMegabytesOf } from './process-tree.mjs';
import { warmUp } from './transport.mjs';

/**
 * What 32 bodies of 50 MB at once add to the resident memory of a server that has been at work before.
 *
 * @returns {Promise<{server: string, freshMegabytes: number, idleMegabytes: number, grownMegabytes: number}>}
 */
export async function measureMemory(name, { bodies, ...place }) {
  const server = await start(name, place);
  try {
    await pause(2000);
    const freshMegabytes = await residentMegabytesOf(server.pid);
    await warmUp(server, bodies);
    await pause(2000);
    const idleMegabytes = await residentMegabytesOf(server.pid);
    await forgetPeak(server.pid);
    await post({
      url: `${server.origin}/v1/upload/image`,
      headers: server.headers,
      bodyFile: bodies['50 MB'],
      concurrency: 32,
      count: 32,
      seconds: 60,
    });
    const grownMegabytes = (await peakMegabytesOf(server.pid)) - idleMegabytes;
    return { server: name, freshMegabytes, idleMegabytes, grownMegabytes };
  } finally {
    await server.stop();
  }
}

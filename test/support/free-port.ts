import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that a system gives to whoever asks for any, and above the last one that `fetch` refuses: between this
 * look and the start of a server nobody else on the machine is given it.
 */
const first = 12_000;
const count = 20_000;

/** Test files that run at the same time never look at the same ports. */
const lanes = 16;
const lane = Number(process.env['VITEST_POOL_ID'] ?? 0) % lanes;

/** Another run begins elsewhere. */
let turn = process.pid;

/** URLs name the port, so it must be known before the app is made. None is given twice for a long while. */
export async function freePort(): Promise<number> {
  for (;;) {
    turn += 1;
    const port = first + ((turn * lanes) % count) + lane;
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}

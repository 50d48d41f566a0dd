import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Premises } from '../support/premises.js';
import type { ServerProcess } from '../support/server-process.js';

/** Both sides need one descriptor for each, and some for all else. */
const spareDescriptors = 500;
const wanted = 10_000;
const atOnce = 250;

/** @returns as many as the machine lets a process have */
function possible(): number {
  const limit = execFileSync('sh', ['-c', 'ulimit -n']).toString().trim();
  return limit === 'unlimited' ? wanted : Math.min(wanted, Number(limit) - spareDescriptors);
}

describe('ten thousand idle connections, or as many as there are descriptors for', () => {
  const premises = new Premises('idle');
  let server: ServerProcess;
  const idle: Socket[] = [];

  beforeAll(async () => {
    server = await premises.start({
      HEADERS_TIMEOUT_SECONDS: '3600',
      REQUEST_TIMEOUT_SECONDS: '3600',
      RESPONSE_STALL_SECONDS: '3600',
    });
  });
  afterAll(() => {
    for (const socket of idle) socket.destroy();
  });

  async function open(): Promise<Socket> {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.on('error', () => {});
    return socket;
  }

  async function openConnections(): Promise<number> {
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/^marquee_http_connections (\d+)/m.exec(metrics)?.[1]);
  }

  /** Resident. */
  function kilobytes(): number {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.pid)]).toString());
  }

  async function requireLightRequests(): Promise<void> {
    for (let number = 0; number < 50; number++)
      expect((await fetch(`${server.url}/v1/events`)).status).toBe(200);
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
  }

  it('cost little, and light requests beside them are answered', async () => {
    const count = possible();
    // What the server needs for them is no cost of the others.
    await requireLightRequests();
    const before = kilobytes();
    while (idle.length < count)
      idle.push(...(await Promise.all(Array.from({ length: atOnce }, open))));
    await expect.poll(openConnections).toBeGreaterThanOrEqual(count);
    await requireLightRequests();
    const each = (kilobytes() - before) / idle.length;
    console.log(`${idle.length} idle connections: ${each.toFixed(1)} KB each`);
    expect(each).toBeLessThan(64);
    expect(idle.filter(({ destroyed }) => destroyed)).toEqual([]);
  });
});

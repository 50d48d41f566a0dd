import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Connections } from '../../src/lifecycle/connections.js';
import { pdf } from '../file-structure/file-samples.js';
import { Api } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { formOf, formType } from '../support/form.js';

/** More than the kernel keeps for both sides of a connection. */
const fileBytes = 18_000_000;
const readers = 10;

describe('clients that read slowly', () => {
  let app: TestApp;
  let path: string;
  let connections: Connections;

  beforeAll(async () => {
    app = await startTestApp({ RESPONSE_STALL_SECONDS: '3' });
    connections = app.nest.get(Connections);
    const api = new Api(app);
    const user = await api.signUp();
    const body = formOf([{ name: 'file', content: pdf('x'.repeat(fileBytes)) }]);
    const headers = { Accept: '*/*', 'Content-Type': formType };
    const stored = await api.post('/v1/upload/files', body, { ...user, headers });
    path = new URL(stored.document.url as string).pathname;
  });
  afterAll(() => app.close());

  /** Asks for the file, and reads nothing of it by itself. */
  async function ask(): Promise<Socket> {
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    await once(socket, 'connect');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    return socket;
  }

  it('are hung up on, and cost no more memory than what they have not taken yet', async () => {
    const before = process.memoryUsage().arrayBuffers;
    let most = before;
    const sockets = await Promise.all(Array.from({ length: readers }, ask));
    // A byte each, again and again: nothing that the kernel would notice.
    const timer = setInterval(() => {
      sockets.forEach((socket) => socket.read(1));
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }, 20);
    await expect.poll(() => connections.busy).toBe(readers);
    expect((await fetch(`${app.url}/v1/events`)).status).toBe(200);
    await expect.poll(() => connections.busy).toBe(0);
    expect(most - before).toBeLessThan((readers * fileBytes) / 4);
    clearInterval(timer);
    for (const socket of sockets) socket.destroy();
  });

  it('but steadily are served to the end', async () => {
    const socket = await ask();
    let bytes = 0;
    for await (const piece of socket) {
      bytes += (piece as Buffer).length;
      if (bytes >= fileBytes) break;
      await sleep(1);
    }
    expect(bytes).toBeGreaterThanOrEqual(fileBytes);
  });

  it('and go away leave nothing open', async () => {
    const sockets = await Promise.all(Array.from({ length: readers }, ask));
    await Promise.all(sockets.map((socket) => once(socket, 'readable')));
    for (const socket of sockets) socket.destroy();
    await expect.poll(() => connections.busy).toBe(0);
  });
});

import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { type Socket, connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from '../support/admin.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { Premises } from '../support/premises.js';
import { tellRecovery } from '../support/recovery.js';
import type { ServerProcess } from '../support/server-process.js';
import { query } from '../support/traces.js';

const descriptors = 80;
const patience = { timeout: 60_000, interval: 200 };

describe(`a server that may have ${descriptors} descriptors`, () => {
  const premises = new Premises('descriptors');
  let server: ServerProcess;
  let token = '';
  let picture: string;
  /** One connection, kept open through all of it. */
  const kept = new Agent({ keepAlive: true, maxSockets: 1 });

  beforeAll(async () => {
    picture = dataUri(await drawPicture('png', { width: 60, height: 45 }));
    const settings = {
      DATABASE_POOL_MAX_CONNECTIONS: '4',
      SWEEP_INTERVAL_MINUTES: '0',
      MAIL_POLL_MILLISECONDS: '0',
      UPLOADS_PER_MINUTE: '0',
      HEADERS_TIMEOUT_SECONDS: '3600',
      REQUEST_TIMEOUT_SECONDS: '3600',
    };
    server = await premises.start(settings, descriptors);
    // Opens the connection that is kept.
    const session = await send('POST', '/v1/auth/session', admin);
    token = (JSON.parse(session.text) as { access_token: string }).access_token;
  });
  afterAll(() => kept.destroy());

  function send(method: string, path: string, body?: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = {
        'Content-Type': 'application/json',
        ...(token && { Authorization: `Bearer ${token}` }),
      };
      const sent = request(server.url + path, { method, headers, agent: kept }, (response) => {
        const { statusCode: status = 0 } = response;
        text(response).then((whole) => resolve({ status, text: whole }), reject);
      });
      sent.once('error', reject).end(body && JSON.stringify(body));
    });
  }

  const upload = () => send('POST', '/v1/upload/image', { data: picture });

  /** @returns those of many connections that the server has room for */
  async function occupy(): Promise<Socket[]> {
    const { hostname, port } = new URL(server.url);
    const sockets = Array.from({ length: descriptors * 2 }, () => connect(Number(port), hostname));
    const open = new Set(sockets);
    for (const socket of sockets)
      socket.on('error', () => {}).once('close', () => open.delete(socket));
    await expect.poll(() => open.size, patience).toBeLessThan(descriptors);
    return [...open];
  }

  async function filesIn(folder: string): Promise<readonly string[]> {
    const entries = await readdir(join(premises.dataDir, folder), {
      recursive: true,
      withFileTypes: true,
    });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  }

  it('hangs up on whom it has no room for, refuses with 503 what it cannot do, and recovers', async () => {
    const idle = await occupy();
    expect((await send('GET', '/health/live')).status).toBe(200);
    expect((await upload()).status).toBe(503);
    expect(await filesIn('media')).toEqual([]);

    // With each that leaves there is more room, until an upload finds enough; whatever fails says so, and leaves nothing.
    const statuses: number[] = [];
    while (idle.length > 0 && statuses.at(-1) !== 200) {
      const leaving = idle.pop();
      // Of those that it has hung up on, some have heard so only now.
      if (leaving === undefined || leaving.destroyed) continue;
      leaving.end();
      await once(leaving, 'close');
      statuses.push((await upload()).status);
      expect((await send('GET', '/v1/events')).status).toBe(200);
    }
    expect(new Set(statuses)).toEqual(new Set([503, 200]));
    // What was answered is there, once; of what was refused nothing is, but what is known to go.
    const ledger = await query<{ state: string }>(premises, 'SELECT state FROM media_files');
    expect(ledger.filter(({ state }) => state === 'stored')).toHaveLength(1);
    expect(ledger.filter(({ state }) => state === 'writing')).toEqual([]);
    expect((await filesIn('media')).length).toBeLessThanOrEqual(ledger.length);
    expect(await filesIn('spool')).toEqual([]);

    for (const socket of idle) socket.destroy();
    const left = performance.now();
    await expect
      .poll(() => fetch(`${server.url}/health/ready`).then(({ status }) => status), patience)
      .toBe(200);
    tellRecovery('descriptors', left);
  });
});

interface Answer {
  readonly status: number;
  readonly text: string;
}

import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { type Socket, connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { logInAdmin } from '../support/admin.js';
import { descendants } from '../support/process-tree.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { Premises } from '../support/premises.js';
import type { ServerProcess } from '../support/server-process.js';
import { SlowRequest } from '../support/slow-request.js';

interface Asked {
  readonly status: number | undefined;
  readonly connection: string | undefined;
  readonly text: string;
}

function ask(agent: Agent, url: string): Promise<Asked> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      const { statusCode: status, headers } = response;
      const { connection } = headers;
      text(response).then((body) => resolve({ status, connection, text: body }), reject);
    }).once('error', reject);
  });
}

async function openSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

describe('a server that is told to end', () => {
  const premises = new Premises('stop');

  async function beginUpload({ url }: ServerProcess): Promise<SlowRequest> {
    const picture = dataUri(await drawPicture());
    return SlowRequest.begin(`${url}/v1/upload/image`, await logInAdmin(url), { data: picture });
  }

  it('finishes what is under way, tells balancers in time, and leaves nothing running', async () => {
    // Without one of others: its own Postgres must end with it.
    const started = await premises.start({ DATABASE_URL: '', SHUTDOWN_DRAIN_SECONDS: '5' });
    const { pid, url } = started;
    const kept = new Agent({ keepAlive: true });
    const silent = await openSocket(url);
    expect(await ask(kept, `${url}/health/ready`)).toMatchObject({ status: 200 });
    // So that there is an image worker to be left behind.
    const whole = await beginUpload(started);
    whole.finish();
    expect(await whole.answer).toMatchObject({ status: 200 });
    const slow = await beginUpload(started);
    const children = await descendants(pid);
    expect(children.length).toBeGreaterThan(2);

    started.signal('SIGTERM');
    await expect
      .poll(() => ask(kept, `${url}/health/ready`))
      .toEqual({
        status: 503,
        connection: 'close',
        text: expect.stringContaining('shutting_down'),
      });
    expect(await ask(kept, `${url}/health/live`)).toMatchObject({ status: 200 });
    expect(await ask(kept, `${url}/v1/events`)).toMatchObject({ status: 200 });
    // Its door is closed, but who is inside is served.
    await expect.poll(() => openSocket(url).catch(String)).toMatch('REFUSED');
    slow.finish();
    expect(await slow.answer).toEqual({
      status: 200,
      text: expect.stringContaining('/media/upload/'),
    });

    expect(await started.ended).toEqual({ code: 0, signal: null });
    silent.destroy();
    for (const child of children) expect(() => process.kill(child, 0)).toThrow('ESRCH');
    expect(await readdir(join(premises.dataDir, 'spool'))).toEqual([]);
    const cluster = await readdir(join(premises.dataDir, 'postgres', 'cluster', 'data'));
    expect(cluster).not.toContain('postmaster.pid');
  });

  it('cuts off what is not finished at the deadline', async () => {
    const settings = { SHUTDOWN_DEADLINE_SECONDS: '1' };
    const started = await premises.start(settings);
    const slow = await beginUpload(started);
    started.signal('SIGTERM');
    await expect(slow.answer).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(await started.ended).toEqual({ code: 0, signal: null });
    expect(started.output).toContain('1 requests were cut off');
  });

  it('ends at once on a second signal, but not on the echo of the first', async () => {
    const settings = { SHUTDOWN_DEADLINE_SECONDS: '600' };
    const started = await premises.start(settings);
    await beginUpload(started);
    started.signal('SIGINT');
    started.signal('SIGTERM');
    await started.says('SIGINT: ends');
    await sleep(1500);
    expect(() => process.kill(started.pid, 0)).not.toThrow();
    started.signal('SIGTERM');
    expect(await started.ended).toEqual({ code: 143, signal: null });
  });

  it('lets nobody wait for balancers who presses Ctrl-C', async () => {
    const settings = { SHUTDOWN_DRAIN_SECONDS: '600' };
    const started = await premises.start(settings);
    started.signal('SIGINT');
    expect(await started.ended).toEqual({ code: 0, signal: null });
  });

  it('ends at once where it has not begun to serve', async () => {
    const started = await premises.launch({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    await started.says('Waiting up to 30 s for Postgres');
    started.signal('SIGTERM');
    expect(await started.ended).toEqual({ code: 143, signal: null });
  });
});

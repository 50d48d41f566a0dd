import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { type Socket, connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { descendants } from '../support/process-tree.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { type ServerBuild, buildServer } from '../support/server-build.js';
import { ServerProcess } from '../support/server-process.js';
import { SlowRequest } from '../support/slow-request.js';
import { temporaryDirectory } from '../support/temporary-postgres.js';

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

async function logIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/v1/auth/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify({ email: 'admin@example.org', password: 'correct horse' }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

describe('a server that is told to end', () => {
  let build: ServerBuild;
  let database: TestDatabase;
  let dataDir: string;
  let server: ServerProcess | undefined;

  beforeAll(async () => {
    build = await buildServer('src/main.ts');
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await database?.drop();
    await build?.remove();
  });

  beforeEach(async () => {
    dataDir = await temporaryDirectory('stop');
  });
  afterEach(async () => {
    await server?.kill();
    server = undefined;
    await rm(dataDir, { recursive: true, force: true });
  });

  async function launch(settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const places = { DATA_DIR: dataDir, SPOOL_DIR: join(dataDir, 'spool') };
    return (server = await ServerProcess.launch(build.program, { ...places, ...settings }));
  }

  async function start(settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
    const started = await launch(settings);
    await started.serves();
    return started;
  }

  async function beginUpload({ url }: ServerProcess): Promise<SlowRequest> {
    const picture = dataUri(await drawPicture());
    return SlowRequest.begin(`${url}/v1/upload/image`, await logIn(url), { data: picture });
  }

  it('finishes what is under way, tells balancers in time, and leaves nothing running', async () => {
    // Without DATABASE_URL: its own Postgres must end with it.
    const started = await start({ SHUTDOWN_DRAIN_SECONDS: '2' });
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
    await expect.poll(() => openSocket(url).catch(String), { timeout: 60_000 }).toMatch('REFUSED');
    slow.finish();
    expect(await slow.answer).toEqual({
      status: 200,
      text: expect.stringContaining('/media/upload/'),
    });

    expect(await started.ended).toEqual({ code: 0, signal: null });
    silent.destroy();
    for (const child of children) expect(() => process.kill(child, 0)).toThrow('ESRCH');
    expect(await readdir(join(dataDir, 'spool'))).toEqual([]);
    const cluster = await readdir(join(dataDir, 'postgres', 'cluster', 'data'));
    expect(cluster).not.toContain('postmaster.pid');
  });

  it('cuts off what is not finished at the deadline', async () => {
    const settings = { DATABASE_URL: database.url, SHUTDOWN_DEADLINE_SECONDS: '1' };
    const started = await start(settings);
    const slow = await beginUpload(started);
    started.signal('SIGTERM');
    await expect(slow.answer).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(await started.ended).toEqual({ code: 0, signal: null });
    expect(started.output).toContain('1 requests were cut off');
  });

  it('ends at once on a second signal, but not on the echo of the first', async () => {
    const settings = { DATABASE_URL: database.url, SHUTDOWN_DEADLINE_SECONDS: '600' };
    const started = await start(settings);
    await beginUpload(started);
    started.signal('SIGINT');
    started.signal('SIGTERM');
    await sleep(1500);
    expect(() => process.kill(started.pid, 0)).not.toThrow();
    started.signal('SIGTERM');
    expect(await started.ended).toEqual({ code: 143, signal: null });
  });

  it('lets nobody wait for balancers who presses Ctrl-C', async () => {
    const settings = { DATABASE_URL: database.url, SHUTDOWN_DRAIN_SECONDS: '600' };
    const started = await start(settings);
    started.signal('SIGINT');
    expect(await started.ended).toEqual({ code: 0, signal: null });
  });

  it('ends at once where it has not begun to serve', async () => {
    const started = await launch({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    await started.says('Waiting up to 30 s for Postgres');
    started.signal('SIGTERM');
    expect(await started.ended).toEqual({ code: 143, signal: null });
  });
});

import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { logInAdmin } from '../support/admin.js';
import { type TestDatabase, createEmptyDatabase } from '../support/database.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { descendants } from '../support/process-tree.js';
import { buildServer } from '../support/server-build.js';
import { ServerProcess } from '../support/server-process.js';
import { SlowRequest } from '../support/slow-request.js';
import { temporaryDirectory } from '../support/temporary-postgres.js';

describe('several workers on one port', () => {
  let program: string;
  let database: TestDatabase;
  let dataDir: string;
  let server: ServerProcess | undefined;

  beforeAll(async () => {
    program = await buildServer('src/main.ts');
  });

  beforeEach(async () => {
    dataDir = await temporaryDirectory('fleet');
    database = await createEmptyDatabase();
  });
  afterEach(async () => {
    await server?.kill();
    server = undefined;
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function launch(settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const places = { DATA_DIR: dataDir, SPOOL_DIR: join(dataDir, 'spool') };
    const DATABASE_URL_FILE = join(dataDir, 'database-url');
    await writeFile(DATABASE_URL_FILE, `${database.url}\n`);
    const usual = { DATABASE_URL_FILE, WORKERS: '2', ADMIN_PASSWORD: '' };
    return (server = await ServerProcess.launch(program, {
      ...places,
      ...usual,
      ...settings,
    }));
  }

  /** On a connection of its own, so that whichever worker is next answers. */
  const get = (url: string) => fetch(url, { headers: { Connection: 'close' } });

  const requestsIn = (metrics: string): number =>
    Number(
      /marquee_http_requests_total\{[^}]*route="\/v1\/events"[^}]*\} (\d+)/.exec(metrics)?.[1],
    );

  it('are made ready once, replaced when they crash, measured together, and end in order', async () => {
    const started = await launch();
    await started.serves();
    const { ended, output, pid, url } = started;
    expect(output.match(/Migrated/g)).toHaveLength(1);
    expect(output.match(/password: /g)).toHaveLength(1);
    const workers = await descendants(pid);
    expect(workers).toHaveLength(2);

    for (let count = 1; count <= 6; count++)
      expect((await get(`${url}/v1/events`)).status).toBe(200);
    expect(requestsIn(await (await get(`${url}/metrics`)).text())).toBe(6);

    process.kill(workers[0]!, 'SIGKILL');
    await started.says('has ended; the next in 250 ms');
    // The other one serves meanwhile.
    expect((await get(`${url}/v1/events`)).status).toBe(200);
    await expect.poll(async () => (await descendants(pid)).length).toBe(2);

    const password = /password: (\S+)/.exec(output)?.[1] ?? '';
    const body = { data: dataUri(await drawPicture()) };
    const slow = await SlowRequest.begin(
      `${url}/v1/upload/image`,
      await logInAdmin(url, password),
      body,
    );
    const all = await descendants(pid);
    started.signal('SIGTERM');
    await expect
      .poll(() =>
        get(url).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
    slow.finish();
    expect((await slow.answer).status).toBe(200);
    expect(await ended).toEqual({ code: 0, signal: null });
    for (const one of all) expect(() => process.kill(one, 0)).toThrow('ESRCH');
  });

  it('do not start where one of them cannot, and say why', async () => {
    const first = await launch();
    await first.serves();
    const port = new URL(first.url).port;
    const second = await ServerProcess.launch(program, {
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      WORKERS: '2',
      PORT: port,
    });
    expect((await second.ended).code).toBe(1);
    expect(second.output).toContain(`Port ${port} is taken`);
  });

  it('end with the process that watches over them, however that ends', async () => {
    const started = await launch();
    await started.serves();
    const workers = await descendants(started.pid);
    expect(workers).toHaveLength(2);
    const living = () => workers.filter((one) => isAlive(one));
    started.signal('SIGKILL');
    try {
      await expect.poll(living).toEqual([]);
    } finally {
      // Whoever outlived it would hold its output, for whose end `kill` waits.
      for (const one of living()) process.kill(one, 'SIGKILL');
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

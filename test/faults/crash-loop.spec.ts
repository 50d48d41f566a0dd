import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { logInAdmin } from '../support/admin.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { Premises } from '../support/premises.js';
import { descendants } from '../support/process-tree.js';
import { buildOwnServer } from '../support/server-build.js';
import { tellRecovery } from '../support/recovery.js';
import type { ServerProcess } from '../support/server-process.js';

interface Refusal {
  readonly errors?: readonly { readonly code: string }[];
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly code: string | undefined;
}

const patience = { timeout: 60_000, interval: 200 };
const senders = 40;

describe('image workers that end as soon as they are started', () => {
  const premises = new Premises('loop', buildOwnServer);
  let server: ServerProcess;
  let token: string;
  let body: string;
  let program: string;
  let starts: string;

  beforeAll(async () => {
    program = join(dirname(premises.program), 'image.worker.js');
    starts = join(premises.dataDir, 'starts');
    server = await premises.start();
    token = await logInAdmin(server.url);
    body = JSON.stringify({ data: dataUri(await drawPicture('png', { width: 60, height: 45 })) });
  });

  async function upload(): Promise<Answer> {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
    const response = await fetch(`${server.url}/v1/upload/image`, {
      method: 'POST',
      headers: { ...headers, Connection: 'close' },
      body,
    });
    const { status } = response;
    const document = (await response.json()) as Refusal;
    return { status, headers: response.headers, code: document.errors?.[0]?.code };
  }

  /** As a library does that does not find another after an upgrade; says so in a file. */
  async function breakWorkers(): Promise<string> {
    const sound = await readFile(program, 'utf8');
    const note = `appendFileSync(${JSON.stringify(starts)}, '.')`;
    await writeFile(program, `import { appendFileSync } from 'node:fs'; ${note}; process.exit(1);`);
    for (const pid of await descendants(server.pid)) process.kill(pid, 'SIGKILL');
    return sound;
  }

  async function imageWorkers(): Promise<unknown> {
    const response = await fetch(`${server.url}/health/ready`);
    expect(response.status).toBe(200);
    const { details } = (await response.json()) as { details: Record<string, unknown> };
    return details['image-workers'];
  }

  it('are started ever less often, while pictures are refused with 503, and serve once they can', async () => {
    expect((await upload()).status).toBe(200);
    const sound = await breakWorkers();
    for (let count = 0; count < senders; count++) {
      const refused = await upload();
      expect([refused.status, refused.code]).toEqual([503, 'image-workers-busy']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await fetch(`${server.url}/v1/events`)).status).toBe(200);
    }
    // Three, and one more after each pause, which is twice as long as the one before.
    expect((await readFile(starts, 'utf8')).length).toBeLessThan(senders / 2);
    await writeFile(program, sound);
    const mended = performance.now();
    await expect.poll(async () => (await upload()).status, patience).toBe(200);
    tellRecovery('image workers', mended);
  });

  it('make the server degraded, but ready', async () => {
    const sound = await breakWorkers();
    await expect
      .poll(async () => {
        await upload();
        return imageWorkers();
      }, patience)
      .toMatchObject({ status: 'degraded', message: 'they end at their start' });
    await writeFile(program, sound);
    await expect.poll(async () => (await upload()).status, patience).toBe(200);
    expect(await imageWorkers()).toMatchObject({ status: 'up' });
  });
});

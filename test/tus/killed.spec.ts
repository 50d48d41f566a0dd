import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pdf } from '../file-structure/file-samples.js';
import { logInAdmin } from '../support/admin.js';
import { freePort } from '../support/free-port.js';
import { Premises } from '../support/premises.js';
import type { ServerProcess } from '../support/server-process.js';
import { query } from '../support/traces.js';
import { SlowPatch } from './slow-patch.js';
import { TusClient } from './tus-client.js';
import { uploadBy } from './tus-js.js';

const file = pdf('x'.repeat(9_000_000));

describe('an upload whose server ends', () => {
  const premises = new Premises('tus');
  let settings: Record<string, string>;
  let url: string;
  let server: ServerProcess;
  let token: string;

  beforeEach(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    settings = {
      JWT_SECRET: 'the same secret after each of the starts',
      PORT: String(port),
      PUBLIC_URL: url,
      SHUTDOWN_DEADLINE_SECONDS: '3',
    };
    await start();
    token = await logInAdmin(url);
  });
  afterEach(() => server?.kill());

  const served = async (at: string) => Buffer.from(await (await fetch(at)).arrayBuffer());
  const received = async () => {
    const rows = await query<{ received: number }>(
      premises,
      'SELECT received FROM resumable_uploads ORDER BY created_at DESC LIMIT 1',
    );
    return rows[0]?.received ?? 0;
  };

  async function start(): Promise<void> {
    server = await premises.start(settings);
  }

  it('by kill -9 goes on by itself when it is back, in its client', async () => {
    let chunks = 0;
    let back: Promise<void> | undefined;
    const { fileUrl, upload } = uploadBy(file, {
      endpoint: `${url}/v1/upload/tus`,
      chunkSize: 1_000_000,
      onChunkComplete: () => {
        chunks += 1;
        if (chunks === 4) back = server.kill().then(start);
      },
      token,
    });
    upload.start();
    expect((await served(await fileUrl)).equals(file)).toBe(true);
    expect(back).toBeDefined();
    await back;
  });

  it('by kill -9 in the midst of one long request keeps the parts that were whole', async () => {
    const tus = new TusClient({ url }, { token });
    const at = await tus.begin(file.length);
    const slow = new SlowPatch(at, token, { offset: 0, length: file.length });
    await slow.send(file.subarray(0, 6_000_000));
    await expect.poll(received).toBeGreaterThan(4_000_000);
    await server.kill();
    await start();
    const offset = await tus.offset(at);
    expect(offset).toBeGreaterThan(4_000_000);
    const { headers } = await tus.patch(at, offset, file.subarray(offset));
    expect((await served(headers.get('file-location') ?? '')).equals(file)).toBe(true);
  });

  it('in order keeps all that has come, and goes on when it is back', async () => {
    const tus = new TusClient({ url }, { token });
    const at = await tus.begin(file.length);
    const slow = new SlowPatch(at, token, { offset: 0, length: file.length });
    await slow.send(file.subarray(0, 6_000_000));
    await expect.poll(received).toBeGreaterThan(4_000_000);
    server.signal('SIGTERM');
    expect(await server.ended).toEqual({ code: 0, signal: null });
    await start();
    expect(await tus.offset(at)).toBe(6_000_000);
    const { headers } = await tus.patch(at, 6_000_000, file.subarray(6_000_000));
    expect((await served(headers.get('file-location') ?? '')).equals(file)).toBe(true);
  });
});

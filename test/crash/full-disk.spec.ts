import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import { Api, type ApiResponse, type SignedUp, eventDocument } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri } from '../support/pictures.js';
import { tracesOf } from '../support/traces.js';
import { TusClient } from '../tus/tus-client.js';

const run = promisify(execFile);

/** @returns why there is none */
async function mountSmallDisk(folder: string): Promise<string | null> {
  if (process.platform !== 'linux') return 'small disks are made on Linux only';
  if (process.getuid?.() !== 0) return 'only root may mount a small disk';
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=5m', 'tmpfs', folder]);
    return null;
  } catch {
    return 'a small disk could not be mounted here';
  }
}

/** Noise, which no encoder makes small: about 270 KB. */
function drawNoise(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const create = { width: 300, height: 300, channels: 3, background: 'grey', noise } as const;
  return sharp({ create }).png().toBuffer();
}

describe('a disk that is full', () => {
  let disk: string;
  let missing: string | null;
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  /** The same each time: what one has no room for, no other has. */
  let picture: string;

  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), 'marquee-disk-'));
    missing = await mountSmallDisk(disk);
    if (missing !== null) return;
    app = await startTestApp({
      DATA_DIR: disk,
      SPOOL_DIR: join(disk, 'spool'),
      SWEEP_GRACE_MINUTES: '0',
    });
    api = new Api(app);
    user = await api.signUp();
    picture = dataUri(await drawNoise());
  });

  afterAll(async () => {
    if (missing === null) {
      await app.close();
      await run('umount', [disk]);
    }
    await rm(disk, { recursive: true, force: true });
  });

  async function create(): Promise<ApiResponse> {
    return api.post('/v1/events', eventDocument({ 'original-image-url': picture }), user);
  }

  it('refuses pictures with 507, keeps nothing of them, and reads go on', async (context) => {
    if (missing !== null) context.skip(missing);
    const here = { ...app, dataDir: disk };
    const made: ApiResponse[] = [];
    let before = await tracesOf(here);
    let answer = await create();
    while (answer.status === 201 && made.length < 50) {
      made.push(answer);
      before = await tracesOf(here);
      answer = await create();
    }
    expect(made.length).toBeGreaterThan(2);
    expect(answer.status).toBe(507);
    expect(answer.document.errors[0].code).toBe('storage-full');
    expect(await tracesOf(here)).toEqual(before);

    const [first] = made;
    const { attributes, id } = first?.document.data ?? {};
    expect((await fetch(attributes['original-image-url'])).status).toBe(200);
    expect((await api.get(`/v1/events/${id}`, user)).status).toBe(200);
    const answers = await Promise.all([create(), create(), create()]);
    expect(answers.map(({ status }) => status)).toEqual([507, 507, 507]);
    expect(await app.nest.get(MediaSweeper).sweep({ audit: true })).toMatchObject({
      audit: { missingFiles: { count: 0 }, unknownFiles: { count: 0 } },
    });
    expect(await tracesOf(here)).toEqual(before);

    // Removing needs no room, and gives some.
    for (const { document } of made) {
      const cleared = { 'original-image-url': null };
      const data = { type: 'event', id: document.data.id, attributes: cleared };
      expect((await api.patch(`/v1/events/${document.data.id}`, { data }, user)).status).toBe(200);
    }
    expect((await create()).status).toBe(201);
  });

  it('keeps of a resumable upload what there was room for, and goes on when there is more', async (context) => {
    if (missing !== null) context.skip(missing);
    const tus = new TusClient(app, user);
    const noise = Buffer.alloc(9_000_000, '%PDF-');
    const url = await tus.begin(noise.length);
    const refused = await tus.patch(url, 0, noise);
    expect(refused.status).toBe(507);
    expect(refused.document.errors[0].code).toBe('storage-full');
    const offset = await tus.offset(url);
    expect(offset).toBeLessThan(5_000_000);
    expect((await tus.end(url)).status).toBe(204);
    const again = await tus.begin(noise.length);
    expect((await tus.patch(again, 0, noise.subarray(0, 500_000))).status).toBe(204);
    expect(await tus.offset(again)).toBe(500_000);
    expect((await tus.end(again)).status).toBe(204);
    expect((await create()).status).toBe(201);
  });
});

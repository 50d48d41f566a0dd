import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MediaConfig } from '../../src/media/media.config.js';
import type { ProveJob } from '../../src/media/workers/image-job.js';
import { ImageWorkers } from '../../src/media/workers/image.workers.js';
import { patientMs } from '../support/patient-settings.js';
import { photograph } from './pictures.js';

const limits = { maxPixels: 40e6, maxAnimationPixels: 100e6 };

let folder: string;
let workers: ImageWorkers;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-memory-'));
  const config = { imageWorkers: 1, imageDeadlineMilliseconds: patientMs };
  workers = new ImageWorkers(Object.assign(new MediaConfig(), config));
});
afterAll(async () => {
  await workers.onApplicationShutdown();
  await rm(folder, { recursive: true });
});

/** Kilobytes. */
function residentOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString());
}

/** Of a megapixel each, and of one grey: quick to make, and as large as any other for a decoder. */
function flatFrames(count: number): Sharp {
  const side = 1000;
  const pixels = Buffer.alloc(side * side * count);
  for (let frame = 0; frame < count; frame += 1)
    pixels.fill(frame * 7, frame * side * side, (frame + 1) * side * side);
  const raw = { width: side, height: side * count, channels: 1, pageHeight: side } as const;
  return sharp(pixels, { raw, animated: true });
}

it('a worker gives back what the pixels of a large picture took', async () => {
  const [small, large] = [join(folder, 'small.gif'), join(folder, 'large.gif')];
  await (await photograph(64, 48)).gif().toFile(small);
  await flatFrames(32).gif({ effort: 1 }).toFile(large);
  const job = (path: string): ProveJob => ({
    kind: 'prove',
    path,
    format: 'gif',
    limits,
    presets: { large: 1300 },
    outputPrefix: join(folder, 'out-'),
  });
  await workers.run(job(small));
  const [pid = 0] = workers.pids;
  const before = residentOf(pid);
  await workers.run(job(large));
  expect(workers.pids).toEqual([pid]);
  await expect.poll(() => residentOf(pid) - before, { timeout: 30_000 }).toBeLessThan(90_000);
});

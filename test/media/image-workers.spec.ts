import { EventEmitter, once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { constants, getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ReencodeJob, RenderJob } from '../../src/media/workers/image-job.js';
import { ImageWorkError } from '../../src/media/workers/image-work-error.js';
import { ImageWorkers } from '../../src/media/workers/image.workers.js';
import { MediaConfig } from '../../src/media/media.config.js';
import { patientMs } from '../support/patient-settings.js';
import { photograph } from './pictures.js';

const limits = { maxPixels: 40e6, maxAnimationPixels: 100e6 };

let folder: string;
let quick: RenderJob;
let slow: ReencodeJob;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'marquee-workers-'));
  const small = join(folder, 'small.jpg');
  const large = join(folder, 'large.png');
  await (await photograph(64, 48)).jpeg().toFile(small);
  await (await photograph(2000, 1500)).png({ compressionLevel: 0 }).toFile(large);
  const output = { outputFormat: 'jpeg', outputPath: join(folder, 'out.jpg') } as const;
  quick = { kind: 'render', path: small, format: 'jpeg', limits, width: 32, ...output };
  // Takes seconds in native code, where nothing can interrupt it.
  slow = {
    kind: 're-encode',
    path: large,
    format: 'avif',
    limits,
    crop: null,
    outputPath: join(folder, 'out'),
  };
});
afterAll(() => rm(folder, { recursive: true }));

let workers: ImageWorkers;
let config: MediaConfig;
afterEach(() => workers.onApplicationShutdown());

/** A deadline of its own keeps a hung job from outliving its test. */
function pool(settings: Partial<MediaConfig> = {}): ImageWorkers {
  const defaults = { imageWorkers: 1, imageDeadlineMilliseconds: patientMs };
  config = Object.assign(new MediaConfig(), defaults, settings);
  workers = new ImageWorkers(config);
  return workers;
}

const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof ImageWorkError ? error.fault : error),
  );

async function pidAtWork(): Promise<number> {
  await expect.poll(() => workers.pids).toHaveLength(1);
  return workers.pids[0]!;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the image workers', () => {
  it('do a job, and the next in the same process', async () => {
    pool();
    expect(await workers.run(quick)).toMatchObject({ width: 32, height: 24 });
    const { pids } = workers;
    await workers.run(quick);
    expect(workers.pids).toEqual(pids);
    expect(pids).not.toContain(process.pid);
  });

  it('end a job that is in native code at its deadline, and go on in a new process', async () => {
    pool();
    await workers.run(quick);
    const [pid] = workers.pids;
    config.imageDeadlineMilliseconds = 1000;
    const late = workers.run(slow);
    expect(await faultOf(late)).toBe('deadline');
    expect(lives(pid!)).toBe(false);
    config.imageDeadlineMilliseconds = patientMs;
    expect(await workers.run(quick)).toMatchObject({ width: 32 });
  });

  it('end a worker that answers nothing, not even signals', async () => {
    pool();
    await workers.run(quick);
    const pid = await pidAtWork();
    process.kill(pid, 'SIGSTOP');
    // Short for it alone: the worker that replaces it has all the time to start.
    Object.defineProperty(config, 'imageDeadlineMilliseconds', {
      get: () => (lives(pid) ? 500 : patientMs),
    });
    expect(
      await workers.run(quick),
      'it never took the job, so that is not to blame',
    ).toMatchObject({
      width: 32,
    });
    expect(lives(pid)).toBe(false);
  });

  it('refuse the job whose worker crashed, and no other', async () => {
    pool();
    await workers.run(quick);
    const crashing = faultOf(workers.run(slow));
    const waiting = [workers.run(quick), workers.run(quick)];
    await sleep(100);
    process.kill(await pidAtWork(), 'SIGKILL');
    expect(await crashing).toBe('crashed');
    expect(await Promise.all(waiting)).toHaveLength(2);
  });

  it('do a job whose worker died before it came', async () => {
    pool();
    await workers.run(quick);
    process.kill(await pidAtWork(), 'SIGKILL');
    expect(await workers.run(quick)).toMatchObject({ width: 32 });
    await sleep(50);
    process.kill(await pidAtWork(), 'SIGKILL');
    await sleep(50);
    expect(await workers.run(quick)).toMatchObject({ width: 32 });
  });

  it('let so many work, let so many wait, and refuse the others at once', async () => {
    pool({ imageWorkers: 2, imageQueue: 3 });
    const jobs = Array.from({ length: 8 }, () => faultOf(workers.run(quick)));
    expect(workers.stats).toEqual({ working: 2, waiting: 3 });
    expect(await Promise.all(jobs)).toEqual([
      ...Array.from({ length: 5 }, () => 'none'),
      ...Array.from({ length: 3 }, () => 'busy'),
    ]);
    expect(workers.stats).toEqual({ working: 0, waiting: 0 });
  });

  it("let what can wait pass nobody, and take nobody's place", async () => {
    pool({ imageQueue: 1 });
    const ended: string[] = [];
    const job = (name: string, urgency?: 'later') =>
      workers.run(quick, urgency).then(
        () => ended.push(name),
        () => ended.push(`no ${name}`),
      );
    await Promise.all([
      job('first'),
      job('later', 'later'),
      job('too much', 'later'),
      job('second'),
    ]);
    expect(ended).toEqual(['no too much', 'first', 'second', 'later']);
  });

  it('keep the seat of whoever has one, between his jobs too', async () => {
    pool({ imageWorkers: 1, imageQueue: 0 });
    const seated = new EventEmitter();
    const both = workers.seat(async (seat) => {
      await seat.run(quick);
      seated.emit('between');
      await once(seated, 'go on');
      return seat.run(quick);
    });
    await once(seated, 'between');
    expect(workers.stats).toEqual({ working: 0, waiting: 0 });
    expect(workers.full).toBe(true);
    expect(await faultOf(workers.run(quick))).toBe('busy');
    seated.emit('go on');
    expect(await both).toMatchObject({ width: 32 });
    expect(workers.full).toBe(false);
    expect(await faultOf(workers.run(quick))).toBe('none');
  });

  it('tell damage from a failure of ours', async () => {
    pool();
    const damaged = join(folder, 'damaged.jpg');
    const whole = await readFile(quick.path);
    await writeFile(damaged, whole.subarray(0, whole.length / 2));
    expect(await faultOf(workers.run({ ...quick, path: damaged }))).toBe('undecodable');
    const nowhere = join(folder, 'no-such-folder', 'picture.jpg');
    for (const job of [
      { ...quick, outputPath: nowhere },
      { ...quick, path: nowhere },
    ])
      await expect(workers.run(job)).rejects.toMatchObject({ fault: 'failed', code: 'ENOENT' });
  });

  it('let the server go first, with every thread that may decode', async () => {
    pool();
    await workers.run(quick);
    const [pid = 0] = workers.pids;
    const threads = await readdir(`/proc/${pid}/task`).catch(() => [pid]);
    const lower = Math.min(getPriority() + 10, constants.priority.PRIORITY_LOW);
    expect(threads.map((thread) => getPriority(Number(thread)))).toEqual(threads.map(() => lower));
  });

  it('decode nothing but the accepted formats, whatever the job says', async () => {
    pool();
    const tiff = join(folder, 'picture.tiff');
    await (await photograph(64, 48)).tiff().toFile(tiff);
    expect(await faultOf(workers.run({ ...quick, path: tiff }))).toBe('undecodable');
  });

  it('end with the application: at work, waiting and idle', async () => {
    pool({ imageWorkers: 2 });
    await Promise.all([workers.run(quick), workers.run(quick)]);
    const { pids } = workers;
    expect(pids).toHaveLength(2);
    const work = [slow, slow, slow].map((job) => faultOf(workers.run(job)));
    await sleep(50);
    await workers.onApplicationShutdown();
    expect(await Promise.all(work)).toEqual(['closed', 'closed', 'closed']);
    expect(pids.filter(lives)).toEqual([]);
    expect(await faultOf(workers.run(quick))).toBe('closed');
  });
});

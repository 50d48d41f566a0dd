import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageConfig } from '../../storage/storage.config.js';
import { MediaConfig } from '../media.config.js';
import { Spool } from './spool.js';

const host = encodeURIComponent(hostname());
let root: string;
let spool: Spool;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'spool-'));
  spool = new Spool(Object.assign(new MediaConfig(), { spoolDir: root }), new StorageConfig());
});

afterEach(async () => {
  await spool.onApplicationShutdown();
  await rm(root, { recursive: true });
});

async function leave(process: string, hoursAgo: number): Promise<void> {
  const request = join(root, process, 'request');
  await mkdir(request, { recursive: true });
  await writeFile(join(request, 'picture'), 'bytes');
  const then = Date.now() / 1000 - hoursAgo * 3600;
  for (const path of [request, dirname(request)]) await utimes(path, then, then);
}

async function leftBySweep(): Promise<string[]> {
  await spool.onModuleInit();
  const names = await readdir(root);
  return names.filter(
    (name) => !name.startsWith(`${host}~${process.pid}~`) || name.endsWith('old'),
  );
}

describe('Spool', () => {
  it('removes what a crashed process of this machine left, at once', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await leave(`${host}~${pid}~old`, 0);
    expect(await leftBySweep()).toEqual([]);
  });

  it('removes what its predecessor of the same number left, as in a container', async () => {
    await leave(`${host}~${process.pid}~old`, 0);
    expect(await leftBySweep()).toEqual([]);
  });

  it('leaves the files of living processes and of other machines, until they are an hour old', async () => {
    await leave(`${host}~${process.ppid}~young`, 0.9);
    await leave('elsewhere~1~young', 0.9);
    await leave('elsewhere~1~aged', 1.1);
    expect(await leftBySweep()).toEqual(
      ['elsewhere~1~young', `${host}~${process.ppid}~young`].sort(),
    );
  });

  it('removes all of a request, half-written files and what was made beside them included', async () => {
    await spool.onModuleInit();
    const area = spool.area();
    const [whole, half] = [area.create(), area.create()];
    await whole.write(Buffer.alloc(600_000));
    await whole.finish();
    await half.write(Buffer.alloc(600_000));
    await mkdir(`${whole.path}.renditions`);
    await writeFile(join(`${whole.path}.renditions`, 'large.jpg'), 'bytes');
    await area.dispose();
    const [own = ''] = await readdir(root);
    expect(await readdir(join(root, own))).toEqual([]);
    await expect(half.write(Buffer.alloc(600_000))).rejects.toThrow('closed');
  });

  it('makes no file again that is gone', async () => {
    await spool.onModuleInit();
    const file = spool.area().create();
    await file.write(Buffer.alloc(300_000));
    await rm(file.path);
    await file.write(Buffer.alloc(300_000));
    await file.finish();
    await expect(stat(file.path)).rejects.toThrow('ENOENT');
  });

  it('writes all of what comes in many pieces, in its order', async () => {
    await spool.onModuleInit();
    const area = spool.area();
    const file = area.create();
    const bytes = randomBytes(1_000_000);
    for (let at = 0; at < bytes.length; at += 70_000)
      await file.write(bytes.subarray(at, at + 70_000));
    await file.finish();
    expect((await readFile(file.path)).equals(bytes)).toBe(true);
    expect(file.bytes).toBe(bytes.length);
    await area.dispose();
  });

  it('takes its folder along when the process ends', async () => {
    await spool.onModuleInit();
    await spool.onApplicationShutdown();
    expect(await readdir(root)).toEqual([]);
  });
});

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskThreads } from './disk-threads.js';

let root: string;
const threads = new DiskThreads();
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'marquee-threads-'));
});
afterEach(() => rm(root, { recursive: true }));

const pathOf = (name: string | number) => join(root, 'made', String(name));

describe('the disk threads', () => {
  it('do more jobs than there are threads, each with its own answer', async () => {
    const numbers = Array.from({ length: 40 }, (_, index) => index);
    await Promise.all(
      numbers.map((number) => threads.do('create', pathOf(number), Buffer.from(`${number}`))),
    );
    expect(await readdir(join(root, 'made'))).toHaveLength(numbers.length);
    const shared = await Promise.all(
      numbers.map((number) => threads.do('share', pathOf(number), pathOf('one'), 'fleeting')),
    );
    expect(shared.filter(Boolean)).toHaveLength(1);
    const winner = String(shared.indexOf(true));
    expect(await readFile(pathOf('one'), 'utf8')).toBe(winner);
  });

  it('tell a failure with its code, and go on', async () => {
    await expect(threads.do('name', pathOf('none'), root)).rejects.toMatchObject({
      code: 'ENOENT',
      syscall: 'link',
    });
    await threads.do('create', pathOf('some'), Buffer.from('x'));
  });

  it('take bytes away with a buffer of their own, and copy those of a common one', async () => {
    const own = Uint8Array.from('a picture', (letter) => letter.charCodeAt(0));
    const common = Buffer.from('a picture, and more').subarray(0, 9);
    await threads.do('create', pathOf('own'), own);
    await threads.do('create', pathOf('common'), common);
    for (const name of ['own', 'common'])
      expect(await readFile(pathOf(name), 'utf8')).toBe('a picture');
    expect(own.buffer.byteLength).toBe(0);
    expect(common.toString()).toBe('a picture');
  });

  it('take along what nobody waits for, and do it by itself where nothing else comes', async () => {
    const along = threads.doSoon('create', root, Buffer.from('x'));
    const job = threads.do('create', pathOf('some'), Buffer.from('y'));
    await expect(along).rejects.toMatchObject({ code: 'EEXIST' });
    await job;
    await threads.doSoon('removeFolder', join(root, 'made'));
    expect(await readdir(root)).toEqual([]);
  });

  it('refuse all that wait where none can be started', async () => {
    const missing = new DiskThreads(new URL('none.js', import.meta.url));
    const jobs = [1, 2].map((number) => missing.do('removeFolder', pathOf(number)));
    const refused = {
      status: 'rejected',
      reason: expect.objectContaining({ code: 'ERR_MODULE_NOT_FOUND' }) as unknown,
    };
    expect(await Promise.allSettled(jobs)).toEqual([refused, refused]);
  });

  it('refuse the job whose thread ended, and do the others on a new one', async () => {
    const mortal = `
      import { parentPort, threadId } from 'node:worker_threads';
      parentPort.on('message', ([{ job }]) =>
        job === 'create' ? process.exit(3) : parentPort.postMessage([{ result: threadId }]));`;
    const some = new DiskThreads(new URL(`data:text/javascript,${encodeURIComponent(mortal)}`));
    const ended = some.do('create', '', Buffer.alloc(0));
    const next = some.do('removeFolder', '');
    await expect(ended).rejects.toThrow('a disk thread ended: 3');
    expect(await next).toEqual(expect.any(Number));
  });
});

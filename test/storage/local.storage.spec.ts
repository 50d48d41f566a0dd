import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalStorage } from '../../src/storage/local.storage.js';
import type { FileStorage } from '../../src/storage/file-storage.js';
import { createKey, fileName } from '../../src/storage/storage-key.js';
import { describeConcurrency } from './concurrency.contract.js';
import { describeExclusivePuts } from './exclusive-put.contract.js';
import { describeFileStorage, type OpenStorage, someName } from './file-storage.contract.js';

const run = promisify(execFile);

function openFolder(root: string, now?: number): Promise<FileStorage> {
  return LocalStorage.open(root, now);
}

async function open(): Promise<OpenStorage> {
  const root = await mkdtemp(join(tmpdir(), 'marquee-media-'));
  return {
    storage: await openFolder(root),
    leftovers: () => readdir(join(root, '.incoming')),
    close: () => rm(root, { recursive: true }),
  };
}

describeFileStorage('local', open);
describeConcurrency('local', open);
describeExclusivePuts('local', open);

describe('a folder as storage', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'marquee media ')); // a path with spaces, as people have
  });
  afterEach(() => rm(root, { recursive: true }));

  it('spreads the pictures of a type over folders by the first two digits of their ids', async () => {
    const storage = await openFolder(root);
    const key = createKey('event');
    await storage.put(fileName(key, 'large', 'jpg'), Readable.from(['x']), 'image/jpeg');
    const id = key.slice('event/'.length);
    expect(await readdir(join(root, 'event', id.slice(0, 2), id))).toEqual(['large.jpg']);
  });

  it("removes a key's folder with its last file", async () => {
    const storage = await openFolder(root);
    const key = createKey('event');
    const name = fileName(key, 'large', 'jpg');
    await storage.put(name, Readable.from(['x']), 'image/jpeg');
    await storage.delete(name);
    const shard = key.slice('event/'.length, 'event/'.length + 2);
    expect(await readdir(join(root, 'event', shard))).toEqual([]);
  });

  it('finds its files again when it is opened once more', async () => {
    const name = someName();
    await (await openFolder(root)).put(name, Readable.from(['x']), 'image/png');
    expect(await (await openFolder(root)).stat(name)).toMatchObject({ bytes: 1 });
  });

  it("passes over strangers' files when it lists", async () => {
    const storage = await openFolder(root);
    const name = someName();
    await storage.put(name, Readable.from(['x']), 'image/png');
    const folder = join(root, 'event', name.slice(6, 8));
    await writeFile(join(root, 'README'), 'x');
    await writeFile(join(root, 'event', '.DS_Store'), 'x');
    await writeFile(join(folder, 'notes.txt'), 'x');
    const names = [];
    for await (const file of storage.list('')) names.push(file.name);
    expect(names).toEqual([name]);
  });

  it('sweeps at its start what a crash left behind more than an hour ago, and nothing younger', async () => {
    const left = join(root, '.incoming', 'left');
    await openFolder(root);
    await writeFile(left, 'x');
    await utimes(left, 0, 0); // as of a linked spool file: old bytes, young name
    await openFolder(root, Date.now() + 3_500_000);
    expect(await readdir(join(root, '.incoming'))).toEqual(['left']);
    await openFolder(root, Date.now() + 3_700_000);
    expect(await readdir(join(root, '.incoming'))).toEqual([]);
  });

  it('copies a spool file that lies on another file system', async (ctx) => {
    const spool = await mkdtemp('/dev/shm/marquee-spool-').catch(() =>
      ctx.skip('no /dev/shm here'),
    );
    try {
      if ((await stat(spool)).dev === (await stat(root)).dev)
        ctx.skip('/dev/shm is no file system of its own');
      const path = join(spool, 'picture');
      await writeFile(path, 'a picture');
      const storage = await openFolder(root);
      const name = someName();
      await storage.putFile(name, path, 'image/png');
      await rm(path);
      expect(String(await buffer(await storage.read(name)))).toBe('a picture');
      expect(await readdir(join(root, '.incoming'))).toEqual([]);
    } finally {
      await rm(spool, { recursive: true });
    }
  });

  it('refuses to open where no folder can be made', async () => {
    await writeFile(join(root, 'taken'), 'x');
    await expect(openFolder(join(root, 'taken'))).rejects.toMatchObject({
      fault: 'unavailable',
    });
  });

  it('says that it is unavailable when its folder is gone', async () => {
    const storage = await openFolder(join(root, 'media'));
    await rm(join(root, 'media'), { recursive: true });
    const put = storage.put(someName(), Readable.from(['x']), 'image/png');
    await expect(put).rejects.toMatchObject({ fault: 'unavailable' });
  });
});

describe('a full disk', () => {
  it('fails a put with `full`, leaves nothing of it, and reads on', async (ctx) => {
    const disk = await mkdtemp(join(tmpdir(), 'marquee-disk-'));
    try {
      await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
    } catch {
      await rm(disk, { recursive: true });
      ctx.skip('only root may mount a small disk to fill');
    }
    try {
      const storage = await openFolder(disk);
      const kept = someName();
      await storage.put(kept, Readable.from(['kept']), 'image/png');
      const put = storage.put(someName(), Readable.from([Buffer.alloc(2_000_000)]), 'image/png');
      await expect(put).rejects.toMatchObject({ name: 'StorageError', fault: 'full' });
      expect(await readdir(join(disk, '.incoming'))).toEqual([]);
      expect(String(await buffer(await storage.read(kept)))).toBe('kept');
      const another = storage.put(someName(), Readable.from([Buffer.alloc(500_000)]), 'image/png');
      await expect(another).resolves.toBeUndefined();
    } finally {
      await run('umount', [disk]);
      await rm(disk, { recursive: true });
    }
  });
});

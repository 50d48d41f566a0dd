import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BoundedStorage } from '../../src/storage/bounded.storage.js';
import { LocalStorage } from '../../src/storage/local.storage.js';
import { MemoryStorage } from '../../src/storage/memory.storage.js';
import { StorageConfig } from '../../src/storage/storage.config.js';
import type { StoredFile } from '../../src/storage/file-storage.js';
import { describeConcurrency } from './concurrency.contract.js';
import { describeExclusivePuts } from './exclusive-put.contract.js';
import { describeFileStorage, type OpenStorage, someName } from './file-storage.contract.js';

async function open(): Promise<OpenStorage> {
  const root = await mkdtemp(join(tmpdir(), 'marquee-media-'));
  return {
    storage: new BoundedStorage(await LocalStorage.open(root), new StorageConfig()),
    leftovers: async () => [],
    close: () => rm(root, { recursive: true }),
  };
}

describeFileStorage('bounded', open);
describeConcurrency('bounded', open);
describeExclusivePuts('bounded', open);

const soon = { storageDeadlineMilliseconds: 20 };
const never = new Promise<never>(() => {});

/** Takes everything and never says a word. */
class SilentStorage extends MemoryStorage {
  /** What it reads from, to see whether it was let go. */
  readonly source = new Readable({ read() {} });
  opens = false;

  override put(): Promise<void> {
    return never;
  }
  override putFile(): Promise<void> {
    return never;
  }
  override putDerived(): Promise<void> {
    return never;
  }
  override read(): Promise<Readable> {
    return this.opens ? Promise.resolve(this.source) : never;
  }
  override stat(): Promise<StoredFile | null> {
    return never;
  }
  override delete(): Promise<void> {
    return never;
  }
  override async *list(): AsyncGenerator<StoredFile> {
    yield await never;
  }
}

describe('a storage with a deadline', () => {
  const silent = new SilentStorage();
  const storage = new BoundedStorage(silent, soon);
  const name = someName();
  const unavailable = { name: 'StorageError', fault: 'unavailable' };

  it('gives up a driver that never answers', async () => {
    const content = Readable.from(['x']);
    await expect(storage.put(name, content, 'image/png')).rejects.toMatchObject(unavailable);
    expect(content.destroyed).toBe(true);
    await expect(storage.putFile(name, '/nowhere', 'image/png')).rejects.toMatchObject(unavailable);
    await expect(storage.putDerived(name, '/nowhere', 'image/png')).rejects.toMatchObject(
      unavailable,
    );
    await expect(storage.read(name)).rejects.toMatchObject(unavailable);
    await expect(storage.stat(name)).rejects.toMatchObject(unavailable);
    await expect(storage.delete(name)).rejects.toMatchObject(unavailable);
    await expect(storage.list('')[Symbol.asyncIterator]().next()).rejects.toMatchObject(
      unavailable,
    );
  });

  it('gives up a stream that falls silent, and lets go of its source', async () => {
    silent.opens = true;
    silent.source.push('begun');
    const content = await storage.read(name);
    await expect(buffer(content)).rejects.toMatchObject(unavailable);
    await sleep(1);
    expect(silent.source.destroyed).toBe(true);
  });

  it('lets a reader take longer than the deadline', async () => {
    const driver = new MemoryStorage();
    await driver.put(name, Readable.from([Buffer.alloc(300_000)]));
    const content = await new BoundedStorage(driver, soon).read(name);
    let bytes = 0;
    for await (const chunk of content) {
      await sleep(30);
      bytes += (chunk as Buffer).length;
    }
    expect(bytes).toBe(300_000);
  });

  it('lets go of a source whose reader left before the first byte', async () => {
    const driver = new SilentStorage();
    driver.opens = true;
    (await new BoundedStorage(driver, soon).read(name)).destroy();
    await sleep(5);
    expect(driver.source.destroyed).toBe(true);
  });
});

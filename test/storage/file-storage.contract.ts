import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileStorage, StoredFile } from '../../src/storage/file-storage.js';
import { createKey, type FileName, fileName } from '../../src/storage/storage-key.js';

export interface OpenStorage {
  readonly storage: FileStorage;
  /** Whatever a failed put may have left behind: drafts, parts of uploads. */
  readonly leftovers: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Both ways to put a file of this machine. */
export const waysToPut = ['putFile', 'putDerived'] as const;

/** What every driver promises, whatever lies behind it. */
export function describeFileStorage(driver: string, open: () => Promise<OpenStorage>): void {
  describe(`${driver} storage`, () => {
    let opened: OpenStorage;
    let storage: FileStorage;
    let spool: string;

    beforeAll(async () => {
      opened = await open();
      storage = opened.storage;
    });
    afterAll(() => opened.close());
    beforeEach(async () => {
      spool = await mkdtemp(join(tmpdir(), 'marquee-spool-'));
    });
    afterEach(async () => {
      await rm(spool, { recursive: true });
      for (const { name } of await listed('')) await storage.delete(name);
    });

    async function listed(prefix: string): Promise<StoredFile[]> {
      const files: StoredFile[] = [];
      for await (const file of storage.list(prefix)) files.push(file);
      return files.sort((one, other) => (one.name < other.name ? -1 : 1));
    }

    async function contentOf(name: FileName): Promise<Buffer> {
      return buffer(await storage.read(name));
    }

    it('gives back every byte that was put', async () => {
      for (const size of [0, 1, 65_536, 3_000_001]) {
        const name = someName();
        const bytes = randomBytes(size);
        await storage.put(name, Readable.from([bytes]), 'image/png');
        expect(sha256(await contentOf(name))).toBe(sha256(bytes));
      }
    });

    it('gives back a stream of many parts and of unknown length', async () => {
      const name = someName();
      const chunk = randomBytes(1_000_003);
      await storage.put(name, Readable.from(Array<Buffer>(12).fill(chunk)), 'video/mp4');
      const expected = sha256(Buffer.concat(Array<Buffer>(12).fill(chunk)));
      expect(sha256(await contentOf(name))).toBe(expected);
      expect(await opened.leftovers()).toEqual([]);
    });

    it.each(waysToPut)('%s of this machine leaves the file where it is', async (put) => {
      const path = join(spool, 'picture');
      const bytes = randomBytes(1_000_000);
      await writeFile(path, bytes);
      const name = someName();
      await storage[put](name, path, 'image/png');
      expect(sha256(await readFile(path))).toBe(sha256(bytes));
      await rm(path);
      expect(sha256(await contentOf(name))).toBe(sha256(bytes));
    });

    it('puts one file of this machine under two names', async () => {
      const path = join(spool, 'picture');
      await writeFile(path, 'a picture');
      const [one, other] = [someName(), someName()];
      await storage.putFile(one, path, 'image/png');
      await storage.putFile(other, path, 'image/png');
      await storage.delete(other);
      expect(String(await contentOf(one))).toBe('a picture');
      expect(await opened.leftovers()).toEqual([]);
    });

    it.each(waysToPut)('%s fails where the file is not there, and stores nothing', async (put) => {
      const name = someName();
      const putting = storage[put](name, join(spool, 'missing'), 'image/png');
      await expect(putting).rejects.toThrow(/storage|no such file/i);
      expect(await storage.stat(name)).toBeNull();
      expect(await opened.leftovers()).toEqual([]);
    });

    it('reads the range that is asked for, its end included', async () => {
      const name = await stored('0123456789');
      expect(String(await buffer(await storage.read(name, { start: 0, end: 0 })))).toBe('0');
      expect(String(await buffer(await storage.read(name, { start: 3, end: 6 })))).toBe('3456');
      expect(String(await buffer(await storage.read(name, { start: 9, end: 9 })))).toBe('9');
    });

    it('ends a range that goes beyond the file where the file ends', async () => {
      const name = await stored('0123456789');
      expect(String(await buffer(await storage.read(name, { start: 7, end: 99 })))).toBe('789');
    });

    it('says that a file is not there when it is read', async () => {
      await expect(storage.read(someName())).rejects.toMatchObject({
        name: 'StorageError',
        fault: 'not-found',
      });
    });

    it('tells size and time of a file, and null of one that is not there', async () => {
      const name = await stored('0123456789');
      const file = await storage.stat(name);
      expect(file).toMatchObject({ name, bytes: 10 });
      expect(Math.abs(Date.now() - Number(file?.modifiedAt))).toBeLessThan(60_000);
      expect(await storage.stat(someName())).toBeNull();
    });

    it('deletes a file, and once more without a fault', async () => {
      const name = await stored('x');
      await storage.delete(name);
      expect(await storage.stat(name)).toBeNull();
      await storage.delete(name);
    });

    it('deletes one file of a key and keeps the others', async () => {
      const key = createKey('event');
      const [large, icon] = [fileName(key, 'large', 'jpg'), fileName(key, 'icon', 'jpg')];
      await storage.put(large, Readable.from(['large']), 'image/jpeg');
      await storage.put(icon, Readable.from(['icon']), 'image/jpeg');
      await storage.delete(large);
      expect(String(await contentOf(icon))).toBe('icon');
    });

    it('finishes reading a file that is deleted meanwhile', async () => {
      const bytes = randomBytes(2_000_000);
      const name = someName();
      await storage.put(name, Readable.from([bytes]), 'image/png');
      const stream = await storage.read(name);
      await storage.delete(name);
      expect(sha256(await buffer(stream))).toBe(sha256(bytes));
    });

    it('stores nothing of a stream that fails half way, and tells why it failed', async () => {
      const name = someName();
      const reason = new Error('the client is gone');
      await expect(storage.put(name, failing(reason, 2), 'image/png')).rejects.toBe(reason);
      expect(await storage.stat(name)).toBeNull();
      expect(await listed('')).toEqual([]);
      expect(await opened.leftovers()).toEqual([]);
    });

    it('stores nothing of a stream that fails after many parts', async () => {
      const name = someName();
      const reason = new Error('the client is gone');
      await expect(storage.put(name, failing(reason, 12), 'video/mp4')).rejects.toBe(reason);
      expect(await storage.stat(name)).toBeNull();
      expect(await opened.leftovers()).toEqual([]);
    });

    it('stores nothing of a stream that had failed before it was put', async () => {
      const name = someName();
      const reason = new Error('the client was gone');
      const content = new Readable({ read() {} });
      const put = storage.put(name, content, 'image/png');
      content.destroy(reason);
      await expect(put).rejects.toBe(reason);
      expect(await storage.stat(name)).toBeNull();
    });

    it('stores nothing of a stream that closes before its end', async () => {
      const name = someName();
      const content = new Readable({ read() {} });
      content.push('half a picture');
      const put = storage.put(name, content, 'image/png');
      setTimeout(() => content.destroy(), 20);
      await expect(put).rejects.toThrow(/premature/i);
      expect(await storage.stat(name)).toBeNull();
      expect(await opened.leftovers()).toEqual([]);
    });

    it('lists by prefix: all, a type, a key, a part of a name', async () => {
      const key = createKey('event');
      const names = ['original', 'large', 'icon'].map((part) => fileName(key, part, 'jpg'));
      const others = [someName('event'), someName('event-topic'), someName('user')];
      for (const name of [...names, ...others]) await store(name, name);
      expect((await listed('')).map(({ name }) => name)).toEqual([...names, ...others].sort());
      expect(await listed('event/')).toHaveLength(4);
      expect(await listed('event-topic/')).toHaveLength(1);
      expect(await listed('event')).toHaveLength(5);
      expect((await listed(`${key}/`)).map(({ name }) => name)).toEqual([...names].sort());
      expect(await listed(`${key}/la`)).toHaveLength(1);
      expect((await listed(key.slice(0, -1))).map(({ name }) => name)).toEqual([...names].sort());
      expect(await listed('../')).toEqual([]);
      for (const { name, bytes } of await listed('')) expect(bytes).toBe(name.length);
    });

    it('lists more files than one page of a store holds', async () => {
      const count = 1_050;
      for (let first = 0; first < count; first += 50)
        await Promise.all(Array.from({ length: 50 }, () => store(someName('upload'), 'x')));
      expect(new Set((await listed('upload/')).map(({ name }) => name)).size).toBe(count);
    });

    it('lets a listing be left before its end', async () => {
      await Promise.all(Array.from({ length: 10 }, () => store(someName(), 'x')));
      for await (const file of storage.list('')) {
        expect(file.bytes).toBe(1);
        break;
      }
    });

    it('takes many puts at once', async () => {
      const names = Array.from({ length: 40 }, () => someName());
      await Promise.all(names.map((name) => store(name, name)));
      const contents = await Promise.all(names.map(contentOf));
      expect(contents.map(String)).toEqual(names);
    });

    async function store(name: FileName, text: string): Promise<void> {
      await storage.put(name, Readable.from([Buffer.from(text)]), 'image/png');
    }

    async function stored(text: string): Promise<FileName> {
      const name = someName();
      await store(name, text);
      return name;
    }
  });
}

export function someName(type = 'event'): FileName {
  return fileName(createKey(type), 'original', 'png');
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Some megabytes, and then the error. */
function failing(reason: Error, megabytes: number): Readable {
  return Readable.from(
    (async function* () {
      for (let sent = 0; sent < megabytes; sent++) yield randomBytes(1_000_000);
      throw reason;
    })(),
  );
}

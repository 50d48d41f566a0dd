import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileStorage } from '../../src/storage/file-storage.js';
import { StorageError } from '../../src/storage/storage-error.js';
import type { FileName } from '../../src/storage/storage-key.js';
import { type OpenStorage, someName, waysToPut } from './file-storage.contract.js';

/**
 * What every driver promises of a name that is taken.
 *
 * @param options.rivals false where two puts in the same instant may both be taken
 */
export function describeExclusivePuts(
  driver: string,
  open: () => Promise<OpenStorage>,
  { rivals = true } = {},
): void {
  describe(`${driver} storage never overwrites`, () => {
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
    afterEach(() => rm(spool, { recursive: true }));

    it('what is there: not by a stream, short or long', async () => {
      const name = await stored('before');
      for (const chunks of [1, 7]) {
        const after = Readable.from(Array<Buffer>(chunks).fill(Buffer.alloc(1_000_000)));
        await expect(storage.put(name, after, 'video/mp4')).rejects.toMatchObject(taken);
        expect(after.destroyed).toBe(true);
      }
      expect(await textOf(name)).toBe('before');
      expect(await opened.leftovers()).toEqual([]);
    });

    it('what is there: not by a file of this machine, be it the same', async () => {
      const path = join(spool, 'picture');
      await writeFile(path, 'a picture');
      const [one, other] = [someName(), await stored('before')];
      await storage.putFile(one, path, 'image/png');
      for (const name of [one, other])
        for (const put of waysToPut)
          await expect(storage[put](name, path, 'image/png')).rejects.toMatchObject(taken);
      expect([await textOf(one), await textOf(other)]).toEqual(['a picture', 'before']);
      expect(await opened.leftovers()).toEqual([]);
    });

    it('and takes a name again once its file is deleted', async () => {
      const name = await stored('before');
      await storage.delete(name);
      await storage.put(name, Readable.from(['after']), 'image/png');
      expect(await textOf(name)).toBe('after');
    });

    it.runIf(rivals)('what a rival puts at the same time: one is taken, whole', async () => {
      for (let round = 0; round < 8; round++) {
        const name = someName();
        const puts = await Promise.all(['a', 'b', 'c'].map((letter) => attempt(name, letter)));
        const winners = puts.filter((letter) => letter !== null);
        expect(winners).toHaveLength(1);
        expect(await textOf(name)).toBe(winners[0]?.repeat(500_000));
      }
      expect(await opened.leftovers()).toEqual([]);
    });

    /** @returns what was put, or null where the name was taken */
    async function attempt(name: FileName, letter: string): Promise<string | null> {
      const content = Readable.from(Array<Buffer>(5).fill(Buffer.alloc(100_000, letter)));
      try {
        await storage.put(name, content, 'image/png');
        return letter;
      } catch (error) {
        if (error instanceof StorageError && error.fault === 'taken') return null;
        throw error;
      }
    }

    async function stored(content: string): Promise<FileName> {
      const name = someName();
      await storage.put(name, Readable.from([content]), 'image/png');
      return name;
    }

    async function textOf(name: FileName): Promise<string> {
      return text(await storage.read(name));
    }
  });
}

const taken = { name: 'StorageError', fault: 'taken' };

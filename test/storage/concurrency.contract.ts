import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileStorage } from '../../src/storage/file-storage.js';
import { createKey, type FileName, fileName } from '../../src/storage/storage-key.js';
import { type OpenStorage, someName } from './file-storage.contract.js';

/** What every driver promises when one name is written, read and deleted at once. */
export function describeConcurrency(driver: string, open: () => Promise<OpenStorage>): void {
  describe(`${driver} storage with many hands on one name`, () => {
    let opened: OpenStorage;
    let storage: FileStorage;

    beforeAll(async () => {
      opened = await open();
      storage = opened.storage;
    });
    afterAll(() => opened.close());

    it('never shows half a file while it is put', async () => {
      for (let round = 0; round < 10; round++) {
        const name = someName();
        const put = storage.put(name, megabyteOf('a'), 'image/png');
        // A storage in memory answers within one turn of the loop, in which no put gets on.
        while ((await storage.stat(name)) === null) await nextTurn();
        expect(await lettersOf(name)).toBe('a');
        await put;
      }
    });

    it('never fails a put because a neighbour, the last file of its key, is deleted', async () => {
      const key = createKey('event');
      const comeAndGo = async (part: string): Promise<void> => {
        const name = fileName(key, part, 'png');
        for (let round = 0; round < 100; round++) {
          await storage.put(name, Readable.from(['x']), 'image/png');
          await storage.delete(name);
        }
        await storage.put(name, Readable.from(['x']), 'image/png');
      };
      const parts = ['original', 'large', 'thumbnail', 'icon'];
      await Promise.all(parts.map(comeAndGo));
      const files = [];
      for await (const file of storage.list(`${key}/`)) files.push(file);
      expect(files).toHaveLength(parts.length);
    });

    async function lettersOf(name: FileName): Promise<string> {
      const bytes = await buffer(await storage.read(name));
      expect(bytes).toHaveLength(1_000_000);
      return [...new Set(bytes)].map((code) => String.fromCharCode(code)).join('');
    }
  });
}

function megabyteOf(letter: string): Readable {
  return Readable.from(Array.from({ length: 10 }, () => Buffer.alloc(100_000, letter)));
}

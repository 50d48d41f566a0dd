import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FileStorage } from '../../src/storage/file-storage.js';
import { createKey, fileName } from '../../src/storage/storage-key.js';
import type { TestDatabase } from '../support/database.js';
import { query } from '../support/traces.js';

/** Files with their rows in the ledger, as uploads leave them; without the uploading. */
export async function storeFiles(
  database: TestDatabase,
  storage: FileStorage,
  sizes: readonly number[],
): Promise<void> {
  for (const bytes of sizes) {
    const key = createKey('upload');
    const content = Readable.from([randomBytes(bytes)]);
    await storage.put(fileName(key, 'original', 'pdf'), content, 'application/pdf');
    await query(
      { database },
      "INSERT INTO media_files (key, state, format, bytes) VALUES ($1, 'stored', 'pdf', $2)",
      [key, bytes],
    );
  }
}

/** @returns name → content, of all that a storage has */
export async function contentOf(storage: FileStorage): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const { name } of storage.list('')) {
    const content = await storage.read(name);
    found.set(name, await text(content.setEncoding('latin1')));
  }
  return found;
}

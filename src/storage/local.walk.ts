import { opendir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from './errno.js';
import type { StoredFile } from './file-storage.js';
import { parseFileName, parseKey, type StorageKey } from './storage-key.js';

/** `event/<uuid>` → `event/<first two digits>/<uuid>`: no folder holds more than a 256th of its type. */
export function folderOf(key: string): string {
  const [type = '', id = ''] = key.split('/');
  return join(type, id.slice(0, 2), id);
}

/** Lists a local storage folder by folder; never holds more than one picture's files at a time. */
export async function* walk(root: string, prefix: string): AsyncGenerator<StoredFile> {
  for await (const key of keys(root, prefix)) {
    const files = await filesOf(root, key);
    yield* files.filter((file) => file.name.startsWith(prefix));
  }
}

async function* keys(root: string, prefix: string): AsyncGenerator<StorageKey> {
  const [type = '', id = ''] = prefix.split('/');
  const only = parseKey(`${type}/${id}`);
  if (only !== null) yield only;
  else yield* keysByWalking(root, prefix);
}

async function* keysByWalking(root: string, prefix: string): AsyncGenerator<StorageKey> {
  for await (const { type, shard } of shards(root, prefix)) {
    for await (const id of manyIn(join(root, type, shard))) {
      const key = parseKey(`${type}/${id}`);
      if (key !== null && key.startsWith(prefix.slice(0, key.length))) yield key;
    }
  }
}

async function* shards(
  root: string,
  prefix: string,
): AsyncGenerator<{ readonly type: string; readonly shard: string }> {
  for (const type of await fewIn(root)) {
    if (!mayHold(`${type}/`, prefix)) continue;
    for (const shard of await fewIn(join(root, type)))
      if (mayHold(`${type}/${shard}`, prefix)) yield { type, shard };
  }
}

function mayHold(folder: string, prefix: string): boolean {
  return folder.startsWith(prefix) || prefix.startsWith(folder);
}

async function filesOf(root: string, key: StorageKey): Promise<StoredFile[]> {
  const folder = join(root, folderOf(key));
  const names = await fewIn(folder);
  const files = await Promise.all(names.map((name) => describe(folder, key, name)));
  return files.filter((file) => file !== null);
}

/** @returns null for a stranger's file and for one that was deleted meanwhile */
async function describe(folder: string, key: StorageKey, name: string): Promise<StoredFile | null> {
  const file = parseFileName(`${key}/${name}`);
  return file === null ? null : statFile(join(folder, name), file);
}

/** @returns null where there is no such file */
export async function statFile(path: string, name: StoredFile['name']): Promise<StoredFile | null> {
  try {
    const { size, mtime } = await stat(path);
    return { name, bytes: size, modifiedAt: mtime };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** A folder that is gone when it is read holds nothing; neither does a stranger's file in its place. */
async function fewIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

/** As `fewIn`, some at a time: a shard grows without bound. */
async function* manyIn(folder: string): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(folder, { bufferSize: 256 })) yield entry.name;
  } catch (error) {
    if (!hasCode(error, 'ENOENT', 'ENOTDIR')) throw error;
  }
}

import { constants } from 'node:fs';
import { copyFile, link, lstat, mkdir, open, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { hasCode } from './errno.js';

/** Each try is lost only to somebody who removes the empty folder between our mkdir and our link. */
const NAME_TRIES = 100;

/** File systems without hard links, or a spool on another one than the storage. */
const NO_LINK = ['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/**
 * Writes a new file whose bytes outlast a power cut. Without the sync, a rename can reach the disk before the
 * bytes do: an empty file under a final name.
 */
export async function writeDurably(path: string, content: Readable): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await writeFile(file, content);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** A second name of a file, without moving a byte where the file system can share them. */
export async function linkOrCopy(source: string, path: string): Promise<void> {
  try {
    await link(source, path);
  } catch (error) {
    if (!cannotLink(error)) throw error;
    await copyFile(source, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  }
}

/** As `writeDurably`, of a file that lies on this machine and stays where it is. */
export async function copyDurably(path: string, source: string): Promise<void> {
  await copyFile(source, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  await syncFile(path);
}

/** Whether a power cut may take a name away, with all that it leads to. */
export type NameDurability = 'durable' | 'fleeting';

/**
 * Gives a file of this machine, whose bytes are durable then, a second name, without moving a byte; makes the folders.
 *
 * @returns false where another file has the name, which stays as it is
 * @throws an error of which `cannotLink` is true where the file system has no links, or it is another one
 */
export async function shareDurably(
  source: string,
  to: string,
  name: NameDurability,
): Promise<boolean> {
  await syncFile(source);
  const share = (): Promise<boolean> => linkOnce(source, to);
  return name === 'durable' ? inDurableFolder(to, share) : (await inFolder(to, share)).named;
}

/**
 * Gives a durable file its final name, whole or not at all; makes the folders. Its first name may be left.
 *
 * @returns false where another file has the name, which stays as it is
 */
export function nameDurably(from: string, to: string): Promise<boolean> {
  return inDurableFolder(to, () => nameOnce(from, to));
}

export function cannotLink(error: unknown): boolean {
  return hasCode(error, ...NO_LINK);
}

/** The folder is made first: what is durable is as a rule the first of its key. */
async function inDurableFolder(path: string, name: () => Promise<boolean>): Promise<boolean> {
  const made = await makeFolders(dirname(path));
  const { made: madeAgain, named } = await inFolder(path, name);
  const topmost = made ?? madeAgain ?? path;
  if (named) await Promise.all(foldersBetween(dirname(topmost), dirname(path)).map(syncFolder));
  return named;
}

/** @returns the topmost folder that had to be made, and what `name` says */
async function inFolder(
  path: string,
  name: () => Promise<boolean>,
): Promise<{ readonly made: string | undefined; readonly named: boolean }> {
  let made: string | undefined;
  for (let tries = 1; ; tries++) {
    try {
      return { named: await name(), made };
    } catch (error) {
      if (!hasCode(error, 'ENOENT') || tries === NAME_TRIES) throw error;
    }
    const topmost = await makeFolders(dirname(path));
    made ??= topmost;
  }
}

/** A rename would silently replace what has the name. @returns false where the name is taken */
async function linkOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * A file system without links leaves an instant between the look and the rename in which another process' file
 * can still be replaced.
 *
 * @returns false where the name is taken
 */
async function nameOnce(from: string, to: string): Promise<boolean> {
  try {
    return await linkOnce(from, to);
  } catch (error) {
    if (!cannotLink(error)) throw error;
    if (await isThere(to)) return false;
    await rename(from, to);
    return true;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** @returns the topmost folder that was made; a parent can be removed while it is made, and is made again then */
async function makeFolders(folder: string): Promise<string | undefined> {
  try {
    return await mkdir(folder, { recursive: true });
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function foldersBetween(top: string, bottom: string): string[] {
  return top === bottom ? [bottom] : [bottom, ...foldersBetween(top, dirname(bottom))];
}

export async function syncFile(path: string): Promise<void> {
  // Opened for writing because Windows syncs no other.
  const file = await open(path, 'r+');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** A name is durable when its folder is. Windows can't sync folders, and journals their entries itself. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    // Whoever deleted the file meanwhile removed its empty folder too.
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

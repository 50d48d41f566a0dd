import { constants } from 'node:fs';
import { copyFile, link, open, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { hasCode } from './errno.js';

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

export function cannotLink(error: unknown): boolean {
  return hasCode(error, ...NO_LINK);
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

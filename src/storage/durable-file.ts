import { constants } from 'node:fs';
import { copyFile, link, open, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { disk } from './disk/disk-threads.js';
import { cannotLink } from './errno.js';

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
  await disk.do('sync', path);
}

import {
  closeSync,
  fdatasyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cannotLink, hasCode } from '../errno.js';

/** Whether a power cut may take a name away, with all that it leads to. */
export type NameDurability = 'durable' | 'fleeting';

/** Each try is lost only to somebody who removes the empty folder between our mkdir and our link. */
const nameTries = 100;

/** Each is lost only to somebody who still makes files in the folder. */
const removals = 5;

/**
 * What a disk thread does: each of it is several calls of the file system, one after the other, on absolute paths.
 */
export const diskJobs = {
  /** With those above it; for nobody else to look into. */
  makeFolder(folder: string): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  },

  /** Makes a file of these bytes, and its folder; nobody else may read either, and no link put there is followed. */
  create(path: string, bytes: Uint8Array): void {
    diskJobs.makeFolder(dirname(path));
    const file = openSync(path, 'wx', 0o600);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    } finally {
      closeSync(file);
    }
  },

  /** With all that is in it; files alone, as a rule: then nothing is asked about each before. */
  removeFolder(folder: string): void {
    try {
      for (const name of readdirSync(folder)) unlinkSync(join(folder, name));
      rmdirSync(folder);
    } catch {
      // Somebody still makes or removes files in it, or made a folder.
      rmSync(folder, { recursive: true, force: true, maxRetries: removals });
    }
  },

  /** Its bytes outlast a power cut then. Opened for writing because Windows syncs no other. */
  sync(path: string): void {
    const file = openSync(path, 'r+');
    try {
      fdatasyncSync(file);
    } finally {
      closeSync(file);
    }
  },

  /**
   * Gives a file of this machine, whose bytes are durable then, a second name, without moving a byte; makes the
   * folders.
   *
   * @returns false where another file has the name, which stays as it is
   * @throws an error of which `cannotLink` is true where the file system has no links, or it is another one
   */
  share(source: string, to: string, durability: NameDurability): boolean {
    diskJobs.sync(source);
    const share = (): boolean => linkOnce(source, to);
    return durability === 'durable' ? inDurableFolder(to, share) : inFolder(to, share).named;
  },

  /**
   * Gives a durable file its final name, whole or not at all; makes the folders. Its first name may be left.
   *
   * @returns false where another file has the name, which stays as it is
   */
  name(from: string, to: string): boolean {
    return inDurableFolder(to, () => nameOnce(from, to));
  },
};

export type DiskJobs = typeof diskJobs;

/** The folder is made first: what is durable is as a rule the first of its key. */
function inDurableFolder(path: string, name: () => boolean): boolean {
  const folder = dirname(path);
  const made = makeFolders(folder);
  const { made: madeAgain, named } = inFolder(path, name);
  const topmost = made ?? madeAgain ?? path;
  if (named) foldersBetween(dirname(topmost), folder).forEach(syncFolder);
  return named;
}

/** @returns the topmost folder that had to be made, and what `name` says */
function inFolder(
  path: string,
  name: () => boolean,
): { readonly made: string | undefined; readonly named: boolean } {
  let made: string | undefined;
  for (let tries = 1; ; tries++) {
    try {
      return { named: name(), made };
    } catch (error) {
      if (!hasCode(error, 'ENOENT') || tries === nameTries) throw error;
    }
    const topmost = makeFolders(dirname(path));
    made ??= topmost;
  }
}

/** A rename would silently replace what has the name. @returns false where the name is taken */
function linkOnce(from: string, to: string): boolean {
  try {
    linkSync(from, to);
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
function nameOnce(from: string, to: string): boolean {
  try {
    return linkOnce(from, to);
  } catch (error) {
    if (!cannotLink(error)) throw error;
    if (lstatSync(to, { throwIfNoEntry: false }) !== undefined) return false;
    renameSync(from, to);
    return true;
  }
}

/** @returns the topmost folder that was made; a parent can be removed while it is made, and is made again then */
function makeFolders(folder: string): string | undefined {
  try {
    return mkdirSync(folder, { recursive: true });
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function foldersBetween(top: string, bottom: string): string[] {
  return top === bottom ? [bottom] : [bottom, ...foldersBetween(top, dirname(bottom))];
}

/** A name is durable when its folder is. Windows can't sync folders, and journals their entries itself. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  try {
    const folder = openSync(path, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    // Whoever deleted the file meanwhile removed its empty folder too.
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

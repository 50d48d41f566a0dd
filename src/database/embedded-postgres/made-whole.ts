import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Makes a directory all or not at all: under another name first, so that a start that is killed leaves no
 * half of it behind the real name. Of two that make it at once the faster one wins, and both go on with
 * what that made.
 *
 * @param make fills the directory it is given
 */
export async function madeWhole(
  target: string,
  make: (directory: string) => Promise<void>,
): Promise<void> {
  const made = await mkdtemp(`${target}.new-`);
  try {
    await make(made);
    await rename(made, target);
    await removeHalves(target);
  } catch (error) {
    await rm(made, { recursive: true, force: true });
    if ((await stat(target).catch(() => undefined)) === undefined) throw error;
  }
}

async function removeHalves(target: string): Promise<void> {
  const parent = dirname(target);
  const names = await readdir(parent);
  const halves = names.filter((name) => name.startsWith(`${basename(target)}.new-`));
  await Promise.all(halves.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}

import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseStartError } from '../database-start-error.js';
import { mayEnter, type ServiceAccount } from './service-account.js';

/** Where root keeps clusters whose data directory their user may not enter; the last is the way out. */
const shelters = ['/var/lib/marquee', tmpdir()];

/**
 * Opens `<dataDir>/postgres`, making it when absent.
 *
 * @returns its absolute path, links followed
 * @throws DatabaseStartError when it is a link to a place that is gone, or may not be made
 */
export async function openHome(dataDir: string): Promise<string> {
  const door = join(dataDir, 'postgres');
  try {
    await mkdir(door, { recursive: true });
    return await realpath(door);
  } catch (cause) {
    const link = await lstat(door).catch(() => undefined);
    const reason = link?.isSymbolicLink()
      ? `${door} is a link to a directory that is gone. Bring it back, or remove the link to start afresh.`
      : `${door} cannot be made: ${(cause as Error).message}`;
    throw new DatabaseStartError(`The embedded Postgres has no place for its data. ${reason}`, {
      cause,
    });
  }
}

/**
 * Lets `account` reach its home. Where a directory above keeps it out, the home moves to a shelter and
 * a link in its old place leads there, so that people and later starts find it.
 *
 * @returns the home's absolute path, which may be a new one
 */
export async function makeReachable(home: string, account: ServiceAccount): Promise<string> {
  if (account === undefined) return home;
  await chmod(home, 0o711);
  if (await mayEnter(account, home)) return home;
  const shelter = await findShelter(dirname(dirname(home)), account);
  await move(home, shelter);
  await chmod(shelter, 0o711);
  await symlink(shelter, home);
  const note = `The database of ${dirname(home)}, whose user may not enter that directory.\n`;
  await writeFile(join(shelter, 'README'), note);
  return shelter;
}

async function findShelter(clone: string, account: ServiceAccount): Promise<string> {
  for (const shelter of shelters) {
    const made = await makeShelter(shelter, basename(clone)).catch(() => undefined);
    if (made !== undefined && (await mayEnter(account, made))) return made;
    if (made !== undefined) await rm(made, { recursive: true });
  }
  throw new DatabaseStartError(
    `Postgres may not run as root, and its user can reach neither the data directory nor ${shelters.join(' nor ')}. ` +
      'Set DATA_DIR to a directory that everybody may enter.',
  );
}

/** The random end of the name makes it nobody's guess: `/tmp` is everybody's to write. */
async function makeShelter(parent: string, name: string): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o755 });
  const made = await mkdtemp(join(parent, `${name.replace(/[^\w.-]/g, '-')}-`));
  await chmod(made, 0o711);
  return made;
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    await rm(from, { recursive: true });
  }
}

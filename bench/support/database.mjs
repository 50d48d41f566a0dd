import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A Postgres of Marquee's own kind that forgets: no fsync, and its files go when it stops.
 *
 * @param {string} dist Marquee, built
 */
export async function startDatabase(dist) {
  const built = join(dist, 'src/database/embedded-postgres.js');
  const { startEmbeddedPostgres } = await import(pathToFileURL(built).href);
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-bench-'));
  // Postgres may run as another user than ours, and has to find its files.
  await chmod(dataDir, 0o711);
  const postgres = await startEmbeddedPostgres({ dataDir, durability: 'throwaway' });
  const pidFile = join(postgres.dataDirectory, 'cluster/data/postmaster.pid');
  return {
    url: postgres.url,
    dataDir,
    pid: Number((await readFile(pidFile, 'utf8')).split('\n')[0]),
    async stop() {
      await postgres.stop();
      await rm(postgres.dataDirectory, { recursive: true, force: true });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

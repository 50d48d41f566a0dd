import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.js';

/** A directory that the user of Postgres may enter, whoever runs the tests. */
export async function temporaryDirectory(name: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), `marquee-${name}-`));
  await chmod(directory, 0o711);
  return directory;
}

/** A Postgres that forgets: no fsync, and its files go when it stops. */
export async function startTemporaryPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
  const dataDir = await temporaryDirectory('postgres');
  const postgres = await startEmbeddedPostgres({ dataDir, durability: 'throwaway' });
  const stop = async (): Promise<void> => {
    await postgres.stop();
    await rm(postgres.dataDirectory, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: postgres.url, stop };
}

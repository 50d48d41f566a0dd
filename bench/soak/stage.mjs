import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDatabase } from '../support/database.mjs';
import { startServer } from '../support/server.mjs';

const admin = { email: 'admin@marquee.example', password: 'only for an hour' };

/** Those of the Dockerfile. */
const flags = ['--enable-source-maps', '--max-semi-space-size=64'];

/**
 * Marquee as it is deployed, with a Postgres and folders that go with it.
 *
 * @param {string} dist Marquee, built
 */
export async function startStage(dist) {
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-soak-'));
  const started = [{ stop: () => rm(dataDir, { recursive: true, force: true }) }];
  const stop = async () => {
    for (const { stop: end } of started.splice(0).toReversed()) await end();
  };
  try {
    const database = await startDatabase(dist);
    started.push(database);
    const env = environment(database.url, dataDir);
    const server = await startServer(join(dist, 'src/main.js'), {
      path: '/health/ready',
      env,
      flags,
    });
    started.push(server);
    return { admin, database, dataDir, env, server, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Nobody is refused for having sent much: that is what a soak is. */
function environment(databaseUrl, dataDir) {
  return {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    SPOOL_DIR: join(dataDir, 'spool'),
    SEED_DEMO: 'false',
    ADMIN_EMAIL: admin.email,
    ADMIN_PASSWORD: admin.password,
    UPLOADS_PER_MINUTE: '0',
    UPLOAD_BYTES_PER_DAY: '0',
    CLIENT_SIGN_UPS_PER_HOUR: '0',
  };
}

/** @returns {Promise<string[]>} sorted; none where there is no folder */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

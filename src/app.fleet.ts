import { availableParallelism } from 'node:os';
import type { Announcement } from './app.announcement.js';
import { createApp } from './app.factory.js';
import { settings } from './app.settings.js';
import { environmentWith, readEnvironment } from './config/env.js';
import { DatabaseServer } from './database/database-server.js';
import type { StopSignals } from './lifecycle/stop-signals.js';
import { WorkerFleet } from './lifecycle/worker-fleet.js';
import { answerForAllWorkers } from './metrics/fleet.metrics.js';
import { Seed, type SeededAdmin } from './seed/seed.js';

/**
 * Several servers on one port: this process opens the database for them, migrates and seeds it once, and watches over
 * them until a signal ends all.
 *
 * @param program what a worker runs
 * @throws ConfigError, DatabaseStartError, or Error where a worker cannot serve; nothing is left open then
 */
export async function serveByFleet(signals: StopSignals, program: string): Promise<Announcement> {
  const [server, { workers: size }, rows] = readEnvironment(settings);
  const postgres = await DatabaseServer.open(rows);
  try {
    const database = { DATABASE_URL: postgres.url, DATABASE_URL_FILE: '' };
    const environment = { ...database, ...imageWorkersOfEach(size) };
    const admin = await prepare(environment);
    const fleet = new WorkerFleet({ program, size, environment });
    answerForAllWorkers();
    const port = await fleet.start();
    signals.stopBy(async (signal) => {
      await fleet.end(signal);
      await postgres.onApplicationShutdown();
    });
    return {
      origin: server.originAt(port),
      dataPlace: postgres.place,
      adminEmail: admin.email,
      adminPassword: admin.generatedPassword,
      secondsToStart: performance.now() / 1000,
    };
  } catch (error) {
    await postgres.onApplicationShutdown();
    throw error;
  }
}

/** An app that never listens migrates, seeds, and makes the secrets that workers must share. */
async function prepare(environment: Readonly<Record<string, string>>): Promise<SeededAdmin> {
  const app = await createApp(environmentWith(environment));
  try {
    await app.init();
    return await app.get(Seed).run();
  } finally {
    await app.close();
  }
}

/** All together one for each core, as one server would have; what is set counts for each. */
function imageWorkersOfEach(size: number): { readonly IMAGE_WORKERS?: string } {
  if (environmentWith({})['IMAGE_WORKERS']) return {};
  return { IMAGE_WORKERS: String(Math.max(1, Math.floor(availableParallelism() / size))) };
}

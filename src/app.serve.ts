import type { AddressInfo } from 'node:net';
import type { Announcement } from './app.announcement.js';
import { createApp } from './app.factory.js';
import { ServerConfig } from './config/server.config.js';
import { DatabaseServer } from './database/database-server.js';
import { GracefulStop } from './lifecycle/graceful-stop.js';
import type { StopSignals } from './lifecycle/stop-signals.js';
import { Seed } from './seed/seed.js';

/**
 * One server, in this process, until a signal ends it.
 *
 * @throws ConfigError, DatabaseStartError, or what keeps it from listening; nothing is left open then
 */
export async function serve(signals: StopSignals): Promise<Announcement> {
  const app = await createApp();
  const config = app.get(ServerConfig);
  try {
    await app.init();
    const admin = await app.get(Seed).run();
    await app.listen(config.port, config.host);
    const stop = new GracefulStop(app);
    signals.stopBy((signal) => stop.run(signal));
    const { port } = app.getHttpServer().address() as AddressInfo;
    return {
      origin: config.originAt(port),
      dataPlace: app.get(DatabaseServer).place,
      adminEmail: admin.email,
      adminPassword: admin.generatedPassword,
      secondsToStart: performance.now() / 1000,
    };
  } catch (error) {
    await app.close();
    throw error;
  }
}

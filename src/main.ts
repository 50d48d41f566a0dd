import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { announcement } from './app.announcement.js';
import { createApp } from './app.factory.js';
import { ConfigError } from './config/env.js';
import { ServerConfig } from './config/server.config.js';
import { DatabaseServer } from './database/database-server.js';
import { DatabaseStartError } from './database/database-start-error.js';
import { GracefulStop } from './lifecycle/graceful-stop.js';
import { StopSignals } from './lifecycle/stop-signals.js';
import { Seed } from './seed/seed.js';

/** Serves until a signal ends it. Faults that a person can mend are told in a sentence, without a stack. */
async function serve(): Promise<void> {
  const signals = StopSignals.listen();
  const app = await createApp();
  const config = app.get(ServerConfig);
  try {
    await app.init();
    const admin = await app.get(Seed).run();
    await app.listen(config.port, config.host);
    const stop = new GracefulStop(app);
    signals.stopBy((signal) => stop.run(signal));
    const { port } = app.getHttpServer().address() as AddressInfo;
    const facts = {
      origin: config.originAt(port),
      dataPlace: app.get(DatabaseServer).place,
      adminEmail: admin.email,
      adminPassword: admin.generatedPassword,
      secondsToStart: performance.now() / 1000,
    };
    process.stdout.write(`${announcement(facts)}\n`);
  } catch (error) {
    await app.close();
    throw error;
  }
}

function sentence(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DatabaseStartError) return error.message;
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    return `Port ${String((error as { readonly port?: number }).port)} is taken: set PORT to a free one.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await serve();
} catch (error) {
  process.stderr.write(`${sentence(error)}\n`);
  process.exitCode = 1;
}

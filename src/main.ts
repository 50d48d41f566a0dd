import 'reflect-metadata';
import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { announcement } from './app.announcement.js';
import { serveByFleet } from './app.fleet.js';
import { serve } from './app.serve.js';
import { settings } from './app.settings.js';
import { ConfigError, readEnvironment } from './config/env.js';
import { DatabaseStartError } from './database/database-start-error.js';
import { giveHeapRoom } from './lifecycle/heap.js';
import { StopSignals } from './lifecycle/stop-signals.js';

/** Serves until a signal ends it. Faults that a person can mend are told in a sentence, without a stack. */
async function main(): Promise<void> {
  const signals = StopSignals.listen();
  giveHeapRoom();
  if (cluster.isWorker) {
    await serve(signals);
    return;
  }
  const [, { workers }] = readEnvironment(settings);
  const program = fileURLToPath(import.meta.url);
  const facts = await (workers > 1 ? serveByFleet(signals, program) : serve(signals));
  process.stdout.write(`${announcement(facts)}\n`);
}

function sentence(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DatabaseStartError) return error.message;
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
    return `Port ${String((error as { readonly port?: number }).port)} is taken: set PORT to a free one.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${sentence(error)}\n`);
  process.exitCode = 1;
  // A worker's channel to the others would keep it alive.
  if (cluster.isWorker) process.exit(1);
}

import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { createApp } from '../../src/app.factory.js';
import type { Extension } from '../../src/app.module.js';
import { type TestDatabase, createTestDatabase } from './database.js';
import { freePort } from './free-port.js';
import { patientSettings } from './patient-settings.js';

/** The whole app on a database and a data folder of its own, listening on loopback. */
export interface TestApp {
  /** Without a slash at its end. */
  readonly url: string;
  readonly nest: NestExpressApplication;
  readonly database: TestDatabase;
  readonly dataDir: string;
  close(): Promise<void>;
}

/** Nothing happens but what a test does, and it may do so as often as it likes. */
const quiet = {
  ...patientSettings,
  LOG_LEVEL: 'silent',
  NODE_ENV: 'test',
  SWEEP_INTERVAL_MINUTES: '0',
  HOUSEKEEPING_INTERVAL_MINUTES: '0',
  MAIL_POLL_MILLISECONDS: '0',
  UPLOADS_PER_MINUTE: '0',
  UPLOAD_BYTES_PER_DAY: '0',
  FAILED_LOGINS_PER_HOUR: '0',
  CLIENT_FAILED_LOGINS_PER_HOUR: '0',
  CLIENT_SIGN_UPS_PER_HOUR: '0',
  MAIL_REQUESTS_PER_HOUR: '0',
  CLIENT_MAIL_REQUESTS_PER_HOUR: '0',
};

export async function startTestApp(
  settings: Readonly<Record<string, string>> = {},
  extension?: Extension,
): Promise<TestApp> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-app-'));
  const environment = { DATABASE_URL: database.url, DATA_DIR: dataDir, ...settings };
  const { nest, url } = await listen(environment, extension);
  return {
    url,
    nest,
    database,
    dataDir,
    async close() {
      // Of answers that a test has not read to their end the server would wait for their client to give up.
      nest.getHttpServer().closeAllConnections();
      await nest.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A free port can be taken by another test before the app has it; then another one is tried. */
async function listen(
  settings: Readonly<Record<string, string>>,
  extension: Extension | undefined,
  attempts = 3,
): Promise<Pick<TestApp, 'nest' | 'url'>> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const listening = { HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url };
  const nest = await createApp({ ...listening, ...quiet, ...settings }, extension);
  try {
    await nest.listen(port, '127.0.0.1');
    // Client and server share a process: what holds it up for long would let connections end under the next request.
    nest.getHttpServer().keepAliveTimeout = 0;
    return { nest, url };
  } catch (error) {
    await nest.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempts === 1) throw error;
    return listen(settings, extension, attempts - 1);
  }
}

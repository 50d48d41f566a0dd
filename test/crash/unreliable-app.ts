import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { createLogger } from '../../src/app.logger.js';
import { AppModule } from '../../src/app.module.js';
import { settings } from '../../src/app.settings.js';
import { setUpApp } from '../../src/app.setup.js';
import { readEnvironment } from '../../src/config/env.js';
import { JsonApiAdapter } from '../../src/jsonapi/response/json-api.adapter.js';
import { LocalStorage } from '../../src/storage/local.storage.js';
import { storageDriver } from '../../src/storage/storage.module.js';
import type { TestApp } from '../support/app.js';
import { freePort } from '../support/free-port.js';
import { createTestDatabase } from '../support/database.js';
import { patientSettings } from '../support/patient-settings.js';
import { UnreliableStorage } from './unreliable.storage.js';

export interface UnreliableApp extends TestApp {
  readonly storage: UnreliableStorage;
}

/** The whole app on a storage that can fail and stall; the sweeper waits for nothing. */
export async function startUnreliableApp(
  more: Readonly<Record<string, string>> = {},
): Promise<UnreliableApp> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'marquee-app-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...patientSettings,
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    SPOOL_DIR: join(dataDir, 'spool'),
    PORT: String(port),
    PUBLIC_URL: url,
    LOG_LEVEL: 'silent',
    SWEEP_INTERVAL_MINUTES: '0',
    SWEEP_GRACE_MINUTES: '0',
    UPLOADS_PER_MINUTE: '0',
    UPLOAD_BYTES_PER_DAY: '0',
    ...more,
  };
  const configs = readEnvironment(settings, environment);
  const storage = new UnreliableStorage(await LocalStorage.open(join(dataDir, 'media')));
  const house = AppModule.with(configs, { resources: [], modules: [] });
  const testing = await Test.createTestingModule({ imports: [house] })
    .overrideProvider(storageDriver)
    .useValue(storage)
    .compile();
  const nest = testing.createNestApplication<NestExpressApplication>(new JsonApiAdapter(), {
    logger: false,
    bodyParser: false,
  });
  setUpApp(nest, configs[0], createLogger(configs[0]));
  await nest.listen(port, '127.0.0.1');
  // As test/support/app.ts says.
  nest.getHttpServer().keepAliveTimeout = 0;
  return {
    url,
    nest,
    database,
    dataDir,
    storage,
    async close() {
      await nest.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

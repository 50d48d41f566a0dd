import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { PinoLogger, createLogger } from './app.logger.js';
import { AppModule } from './app.module.js';
import { settings } from './app.settings.js';
import { setUpApp } from './app.setup.js';
import { type Environment, readEnvironment } from './config/env.js';
import { JsonApiAdapter } from './jsonapi/response/json-api.adapter.js';

/**
 * The whole app, not listening yet: what `npm start` runs, and what tests run with settings of their own.
 *
 * @param environment the process' own by default
 * @throws ConfigError naming all bad settings together; DatabaseStartError
 */
export async function createApp(environment?: Environment): Promise<NestExpressApplication> {
  const configs = readEnvironment(settings, environment);
  const [server] = configs;
  const logger = createLogger(server);
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.with(configs),
    new JsonApiAdapter(),
    { logger: new PinoLogger(logger), bodyParser: false, abortOnError: false },
  );
  setUpApp(app, server, logger);
  return app;
}

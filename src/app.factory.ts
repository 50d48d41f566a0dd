import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { PinoLogger, createLogger } from './app.logger.js';
import { AppModule, type Extension } from './app.module.js';
import { serverOptionsOf } from './app.server.js';
import { settings } from './app.settings.js';
import { setUpApp } from './app.setup.js';
import { type Environment, readEnvironment } from './config/env.js';
import { JsonApiAdapter } from './jsonapi/response/json-api.adapter.js';

const nothingMore: Extension = { resources: [], modules: [] };

/**
 * The whole app, not listening yet: what `npm start` runs, and what tests run with settings of their own.
 *
 * @param environment the process' own by default
 * @param extension what is built onto the house, such as the resource that the README adds
 * @throws ConfigError naming all bad settings together; DatabaseStartError
 */
export async function createApp(
  environment?: Environment,
  extension: Extension = nothingMore,
): Promise<NestExpressApplication> {
  const configs = readEnvironment(settings, environment);
  const [server] = configs;
  const logger = createLogger(server);
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.with(configs, extension),
    new JsonApiAdapter(serverOptionsOf(server)),
    { logger: new PinoLogger(logger), bodyParser: false, abortOnError: false },
  );
  setUpApp(app, server, logger);
  return app;
}

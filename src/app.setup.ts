import { VersioningType } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { requestLog } from './app.request-log.js';
import type { ServerConfig } from './config/server.config.js';
import { StorageConfig } from './storage/storage.config.js';
import { tusExposedHeaders } from './media/tus/tus-headers.js';
import { tusPath } from './media/tus/tus-request.js';
import { tusResumable } from './media/tus/tus-resumable.middleware.js';
import { Connections } from './lifecycle/connections.js';
import { traceRequest } from './tracing/request-spans.js';
import { TracingConfig } from './tracing/tracing.config.js';
import { RequestMetrics } from './metrics/request.metrics.js';

/** What stands before every route: counts of requests, ids, logs, security headers, CORS. */
export function setUpApp(app: NestExpressApplication, config: ServerConfig, logger: Logger): void {
  app.set('trust proxy', trustProxyOf(config.trustProxy));
  app.disable('x-powered-by');
  app.disable('etag');
  app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
  app.use(app.get(RequestMetrics).middleware);
  if (app.get(TracingConfig).isTracing) app.use(traceRequest);
  app.use(requestLog(logger));
  app.use(
    helmet({
      contentSecurityPolicy: { directives: contentSecurity(config, app.get(StorageConfig)) },
      strictTransportSecurity: config.origin.startsWith('https:'),
    }),
  );
  app.enableCors({
    origin: config.corsOrigins === '*' ? '*' : originsOf(config.corsOrigins),
    exposedHeaders: ['Location', 'ETag', 'X-Request-Id', 'Retry-After', ...tusExposedHeaders],
    maxAge: 86_400,
    // The router answers OPTIONS, for it knows what is allowed.
    preflightContinue: true,
  });
  app.use(tusPath, tusResumable);
  const stallMilliseconds = config.responseStallSeconds * 1000;
  app.get(Connections).watch(app.getHttpServer(), stallMilliseconds);
}

/** The pages need scripts and pictures of this server, and previews of what a person drops. */
function contentSecurity({ fileBase, origin }: ServerConfig, storage: StorageConfig) {
  // A redirect leads to a host that only the driver knows.
  const redirected = storage.mediaDelivery === 'redirect' ? ['https:', storage.s3Endpoint] : [];
  return {
    defaultSrc: ["'self'"],
    imgSrc: [
      "'self'",
      origin,
      new URL(fileBase).origin,
      ...redirected.filter((source) => source !== ''),
      'data:',
      'blob:',
    ],
    connectSrc: ["'self'", origin],
    styleSrc: ["'self'", "'unsafe-inline'"],
    scriptSrc: ["'self'"],
    // A laptop without TLS would otherwise be asked for https.
    upgradeInsecureRequests: null,
  };
}

function originsOf(list: string): string[] {
  return list
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '' && origin !== 'none');
}

function trustProxyOf(setting: string): boolean | number | string {
  if (setting === 'true' || setting === 'false') return setting === 'true';
  return /^\d+$/.test(setting) ? Number(setting) : setting;
}

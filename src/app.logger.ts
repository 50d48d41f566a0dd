import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { traceIds } from './tracing/spans.js';
import type { ServerConfig } from './config/server.config.js';

/** What may never reach a log, wherever a careless hand puts it. */
const secrets = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  '*.password',
  '*.token',
];

/** @param destination standard output by default */
export function createLogger({ logLevel }: ServerConfig, destination?: DestinationStream): Logger {
  const options = {
    level: logLevel,
    mixin: traceIds,
    redact: { paths: secrets, censor: '(not logged)' },
  };
  return pino(options, destination ?? pino.destination(1));
}

/** Who tells at the start of each module and route: for those who look for a fault. */
const chatty: ReadonlySet<unknown> = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** Nest's own words through pino. */
export class PinoLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger[chatty.has(context) ? 'debug' : 'info']({ context }, String(message));
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.logger.error(
      { context: rest.at(-1), stack: rest.length > 1 ? rest[0] : undefined },
      String(message),
    );
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }

  debug(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: unknown): void {
    this.logger.trace({ context }, String(message));
  }
}

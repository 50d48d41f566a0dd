import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { bearerToken } from '../auth/bearer-token.js';
import { ServerConfig } from '../config/server.config.js';
import { invalidToken, unknownRoute } from '../jsonapi/errors/request.errors.js';
import { JsonApiError } from '../jsonapi/errors/fault.js';
import { MetricsConfig } from './metrics.config.js';

/** Lets in whoever has the token; without one, nobody where strangers may come by. */
@Injectable()
export class MetricsGuard implements CanActivate {
  constructor(
    private readonly config: MetricsConfig,
    private readonly server: ServerConfig,
  ) {}

  /** @throws JsonApiError 401, 404 */
  canActivate(context: ExecutionContext): boolean {
    const { metricsToken } = this.config;
    if (metricsToken === undefined) {
      if (this.server.nodeEnv !== 'production') return true;
      throw new JsonApiError(unknownRoute('/metrics'));
    }
    const { headers } = context.switchToHttp().getRequest<IncomingMessage>();
    if (isSame(bearerToken(headers.authorization) ?? '', metricsToken)) return true;
    throw new JsonApiError(invalidToken('Send METRICS_TOKEN as: Authorization: Bearer <token>.'));
  }
}

/** In the same time whatever is sent, however long it is. */
function isSame(sent: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(sent), digest(wanted));
}

import { Controller, Get, Header, UseGuards, VERSION_NEUTRAL } from '@nestjs/common';
import { Registry } from 'prom-client';
import { IgnoresToken } from '../auth/ignores-token.decorator.js';
import { metricsOf } from './fleet.metrics.js';
import { MetricsGuard } from './metrics.guard.js';

/** For Prometheus, and whoever reads its format. */
@Controller({ path: 'metrics', version: VERSION_NEUTRAL })
@IgnoresToken()
@UseGuards(MetricsGuard)
export class MetricsController {
  constructor(private readonly registry: Registry) {}

  @Get()
  @Header('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE)
  @Header('Cache-Control', 'no-store')
  read(): Promise<string> {
    return metricsOf(this.registry);
  }
}

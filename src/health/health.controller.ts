import {
  Controller,
  Get,
  ServiceUnavailableException,
  UseFilters,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import { HealthCheck, type HealthCheckResult, HealthCheckService } from '@nestjs/terminus';
import { Connections } from '../lifecycle/connections.js';
import { Capacities } from './capacities.js';
import { Dependencies } from './dependencies.js';
import { HealthReportFilter } from './health-report.filter.js';

/** Whether the process lives, and whether it can serve. */
@Controller({ path: 'health', version: VERSION_NEUTRAL })
@UseFilters(HealthReportFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly dependencies: Dependencies,
    private readonly capacities: Capacities,
    private readonly connections: Connections,
  ) {}

  @Get('live')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @HealthCheck({ noCache: true, swaggerDocumentation: false })
  async ready(): Promise<HealthCheckResult> {
    // Asks nobody: what is still answered is of no interest to new clients.
    if (this.connections.leaving)
      throw new ServiceUnavailableException({ status: 'shutting_down', details: {} });
    return this.health.check([
      () => this.dependencies.database(),
      () => this.dependencies.fileStorage(),
      () => this.capacities.imageWorkers(),
      () => this.capacities.spool(),
    ]);
  }
}

import {
  Controller,
  Get,
  ServiceUnavailableException,
  UseFilters,
  VERSION_NEUTRAL,
} from '@nestjs/common';
import {
  HealthCheck,
  type HealthCheckResult,
  HealthCheckService,
  HealthIndicatorService,
} from '@nestjs/terminus';
import { StatementRunner } from '../database/statement.runner.js';
import { Connections } from '../lifecycle/connections.js';
import { FileStorage } from '../storage/file-storage.js';
import { HealthReportFilter } from './health-report.filter.js';

/** Whether the process lives, and whether it can serve. */
@Controller({ path: 'health', version: VERSION_NEUTRAL })
@UseFilters(HealthReportFilter)
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly runner: StatementRunner,
    private readonly storage: FileStorage,
    private readonly connections: Connections,
  ) {}

  @Get('live')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @HealthCheck({ swaggerDocumentation: false })
  async ready(): Promise<HealthCheckResult> {
    // Asks nobody: what is still answered is of no interest to new clients.
    if (this.connections.leaving)
      throw new ServiceUnavailableException({ status: 'shutting_down', details: {} });
    return this.health.check([
      () => this.#probe('database', () => this.runner.rows('SELECT 1', [])),
      () => this.#probe('storage', () => firstOf(this.storage.list('probe/'))),
    ]);
  }

  /** Says up or down and nothing about the inside; the log has the cause. */
  async #probe(name: string, ask: () => Promise<unknown>) {
    const indicator = this.indicators.check(name);
    return ask().then(
      () => indicator.up(),
      () => indicator.down(),
    );
  }
}

async function firstOf<T>(list: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of list) return one;
  return undefined;
}

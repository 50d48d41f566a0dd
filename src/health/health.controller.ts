import { Controller, Get, VERSION_NEUTRAL } from '@nestjs/common';
import {
  HealthCheck,
  type HealthCheckResult,
  HealthCheckService,
  HealthIndicatorService,
} from '@nestjs/terminus';
import { StatementRunner } from '../database/statement.runner.js';
import { FileStorage } from '../storage/file-storage.js';

/** Whether the process lives, and whether it can serve. */
@Controller({ path: 'health', version: VERSION_NEUTRAL })
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly runner: StatementRunner,
    private readonly storage: FileStorage,
  ) {}

  @Get('live')
  live(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @HealthCheck({ swaggerDocumentation: false })
  ready(): Promise<HealthCheckResult> {
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

import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { TracingConfig } from './tracing.config.js';

/** For the last spans, at the end; the SDK would try for half a minute. */
const patienceMilliseconds = 2000;

/** Sends spans to a collector, from the start of the app to its end. */
@Injectable()
export class Tracing implements OnModuleInit, OnApplicationShutdown {
  #end: (() => Promise<void>) | null = null;

  constructor(private readonly config: TracingConfig) {}

  async onModuleInit(): Promise<void> {
    const { otelExporterOtlpEndpoint: endpoint, otelServiceName } = this.config;
    if (endpoint === undefined) return;
    const { startSdk } = await import('./tracing.sdk.js');
    const provider = startSdk(endpoint, otelServiceName);
    this.#end = () => provider.shutdown();
  }

  /** What was not sent yet is; a collector that is gone keeps nobody from ending. */
  async onApplicationShutdown(): Promise<void> {
    if (this.#end === null) return;
    const enough = sleep(patienceMilliseconds, undefined, { ref: false });
    await Promise.race([this.#end().catch(() => {}), enough]);
  }
}

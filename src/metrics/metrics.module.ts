import { Module, type OnModuleInit } from '@nestjs/common';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { shareMetrics } from './fleet.metrics.js';
import { HouseMetrics } from './house.metrics.js';
import { MetricsController } from './metrics.controller.js';
import { ReplicaMetrics } from './replica.metrics.js';
import { RequestMetrics } from './request.metrics.js';
import { SweeperMetrics } from './sweeper.metrics.js';

/** What Prometheus is told: of requests as they end, of all else when it asks. */
@Module({
  controllers: [MetricsController],
  providers: [
    HouseMetrics,
    // Not prom-client's own, which all apps of a process would share.
    { provide: Registry, useFactory: () => new Registry() },
    ReplicaMetrics,
    RequestMetrics,
    SweeperMetrics,
  ],
})
export class MetricsModule implements OnModuleInit {
  constructor(
    private readonly registry: Registry,
    private readonly house: HouseMetrics,
    private readonly replicas: ReplicaMetrics,
    private readonly sweeper: SweeperMetrics,
  ) {}

  onModuleInit(): void {
    // Memory, processor time, descriptors, garbage collection and the lag of the event loop.
    collectDefaultMetrics({ register: this.registry });
    this.house.register();
    this.replicas.register();
    this.sweeper.register();
    shareMetrics(this.registry);
  }
}

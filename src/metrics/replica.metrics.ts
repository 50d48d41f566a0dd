import { Injectable } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import type { Replica } from '../database/replica.js';
import { ReplicatedReads } from '../database/replicated-reads.js';
import { Replicas } from '../database/replicas.js';
import { type GaugePlan, registerGauge } from './gauge.js';

/** Where rows are read, and how the replicas are. */
@Injectable()
export class ReplicaMetrics {
  constructor(
    private readonly registry: Registry,
    private readonly replicas: Replicas,
    private readonly reads: ReplicatedReads,
  ) {}

  register(): void {
    const { reads } = this;
    const counter = new Counter({
      name: 'marquee_reads_total',
      help: 'Reads of resources, by where they were begun.',
      labelNames: ['database'],
      registers: [this.registry],
      collect() {
        counter.reset();
        for (const [database, count] of Object.entries(reads.counts))
          counter.inc({ database }, count);
      },
    });
    for (const plan of gaugesOf(this.replicas)) registerGauge(this.registry, plan);
  }
}

/** Workers have connections of their own; to how many replicas, and which of them lag, each finds out for all. */
function gaugesOf(replicas: Replicas): readonly GaugePlan[] {
  const sum = (figure: (replica: Replica) => number) =>
    replicas.all.reduce((total, one) => total + figure(one), 0);
  return [
    {
      name: 'marquee_replicas',
      help: 'Replicas in the settings.',
      together: 'max',
      read: () => replicas.all.length,
    },
    {
      name: 'marquee_replicas_readable',
      help: 'Those that lag little enough to be read from.',
      together: 'min',
      read: () => replicas.complete.length,
    },
    {
      name: 'marquee_replica_connections',
      help: 'Connections to replicas.',
      read: () => sum(({ connections }) => connections),
    },
    {
      name: 'marquee_replica_waiting',
      help: 'Callers that wait for one.',
      read: () => sum(({ waiting }) => waiting),
    },
  ];
}

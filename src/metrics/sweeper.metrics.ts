import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';
import { MediaSweeper } from '../media/ledger/media.sweeper.js';
import type { Finding, SweepReport } from '../media/ledger/sweeper.report.js';

/** What the sweeper has done in this process, and what it found last. */
@Injectable()
export class SweeperMetrics {
  constructor(
    private readonly registry: Registry,
    private readonly sweeper: MediaSweeper,
  ) {}

  register(): void {
    const { sweeper } = this;
    const registers = [this.registry];
    const sweeps = new Counter({
      name: 'marquee_sweeps_total',
      help: 'Sweeps of files that nothing refers to; passed over where another process sweeps.',
      labelNames: ['outcome'],
      registers,
      collect() {
        const { failures, passedOver, sweeps: done } = sweeper.metrics;
        sweeps.reset();
        const outcomes = { done, failed: failures, passed_over: passedOver };
        for (const [outcome, count] of Object.entries(outcomes)) sweeps.inc({ outcome }, count);
      },
    });
    const erased = new Counter({
      name: 'marquee_swept_keys_total',
      help: 'Keys that were erased with all their files.',
      registers,
      collect() {
        erased.reset();
        erased.inc(sweeper.metrics.erasedKeys);
      },
    });
    const found = new Gauge({
      name: 'marquee_sweep_findings',
      help: 'What the last sweep of this process found; audits find more kinds.',
      labelNames: ['kind'],
      registers,
      collect() {
        for (const [kind, { count }] of findingsOf(sweeper.metrics.last))
          found.set({ kind }, count);
      },
    });
  }
}

function findingsOf(report: SweepReport | null): readonly (readonly [string, Finding])[] {
  if (report === null) return [];
  const { abandoned, audit, erased, stuck, unattached, unfinished } = report;
  return Object.entries({ abandoned, unattached, unfinished, erased, stuck, ...audit });
}

import { Gauge, type Registry } from 'prom-client';

/** A figure that is read when somebody asks for it, and not before. */
export interface GaugePlan {
  readonly name: string;
  readonly help: string;
  /** What the figures of several workers make together. */
  readonly together?: 'sum' | 'min' | 'max';
  readonly read: () => number | Promise<number>;
}

/** What cannot be read is not a number. */
export function registerGauge(registry: Registry, plan: GaugePlan): void {
  const { help, name, read, together = 'sum' } = plan;
  const gauge = new Gauge({
    name,
    help,
    registers: [registry],
    aggregator: together,
    async collect() {
      gauge.set(await Promise.resolve(read()).catch(() => Number.NaN));
    },
  });
}

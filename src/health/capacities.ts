import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { MediaCapacity } from '../media/media.capacity.js';

/**
 * What may run short. That makes a server degraded, not unready: pictures are refused for a while, all else is
 * answered, and the other servers, which would get its clients, are as short of it.
 */
@Injectable()
export class Capacities {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly capacity: MediaCapacity,
  ) {}

  imageWorkers(): HealthIndicatorResult {
    const { resting, ...load } = this.capacity.imageWorkers;
    const indicator = this.indicators.check('image-workers');
    if (resting) return indicator.degraded({ ...load, message: 'they end at their start' });
    const isFull = load.working >= load.workers && load.waiting >= load.queue;
    return isFull ? indicator.degraded({ ...load }) : indicator.up({ ...load });
  }

  async spool(): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check('spool');
    try {
      const freeBytes = await this.capacity.freeSpoolBytes();
      const isShort = freeBytes < this.capacity.neededSpoolBytes;
      return isShort ? indicator.degraded({ freeBytes }) : indicator.up({ freeBytes });
    } catch {
      return indicator.degraded({ message: 'it cannot be reached' });
    }
  }
}

import { Injectable } from '@nestjs/common';
import { Registry } from 'prom-client';
import { DatabasePool } from '../database/database-pool.js';
import { Connections } from '../lifecycle/connections.js';
import { MediaCapacity } from '../media/media.capacity.js';
import { registerGauge } from './gauge.js';

/** How busy the house is, read when somebody asks and not before. */
@Injectable()
export class HouseMetrics {
  constructor(
    private readonly registry: Registry,
    private readonly pool: DatabasePool,
    private readonly capacity: MediaCapacity,
    private readonly connections: Connections,
  ) {}

  register(): void {
    this.#gauge('marquee_http_requests_under_way', 'Requests.', () => this.connections.busy);
    this.#gauge('marquee_http_connections', 'Open connections.', () => this.connections.count);
    const images = () => this.capacity.imageWorkers;
    this.#gauge('marquee_images_working', 'Pictures in hand.', () => images().working);
    this.#gauge('marquee_images_waiting', 'Pictures in the queue.', () => images().waiting);
    this.#gauge('marquee_image_workers', 'Pictures that may be in hand.', () => images().workers);
    this.#gauge('marquee_image_queue', 'Pictures that may wait.', () => images().queue);
    registerGauge(this.registry, {
      name: 'marquee_spool_free_bytes',
      help: 'Room for uploads.',
      // Several workers share a disk, and nothing else.
      together: 'min',
      read: () => this.capacity.freeSpoolBytes(),
    });
    const pool = this.pool;
    this.#gauge('marquee_pool_connections', 'Connections to Postgres.', () => pool.total);
    this.#gauge('marquee_pool_idle', 'Those of them in nobody’s use.', () => pool.idle);
    this.#gauge('marquee_pool_waiting', 'Callers that wait for one.', () => pool.waiting);
    this.#gauge('marquee_pool_maximum', 'Connections, at most.', () => pool.maximum);
  }

  #gauge(name: string, help: string, read: () => number): void {
    registerGauge(this.registry, { name, help, read });
  }
}

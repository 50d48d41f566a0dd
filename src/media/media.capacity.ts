import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { ImageWorkers } from './workers/image.workers.js';
import { MediaConfig } from './media.config.js';
import { Spool } from './spool/spool.js';

export interface ImageWorkersLoad {
  /** Pictures in hand. */
  readonly working: number;
  /** Pictures that may be in hand at once. */
  readonly workers: number;
  readonly waiting: number;
  /** Pictures that may wait. */
  readonly queue: number;
  /** Whether workers end as soon as they are started. */
  readonly resting: boolean;
}

/** How much room there is for pictures now, for whoever measures it. */
@Injectable()
export class MediaCapacity {
  constructor(
    private readonly workers: ImageWorkers,
    private readonly spool: Spool,
    private readonly config: MediaConfig,
  ) {}

  get imageWorkers(): ImageWorkersLoad {
    const { imageQueue: queue, imageWorkers: workers } = this.config;
    const { resting, stats } = this.workers;
    return { ...stats, workers, queue, resting };
  }

  /** @throws Error where the spool cannot be reached */
  async freeSpoolBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.spool.folder);
    return bavail * bsize;
  }

  /** What the pictures that may be under way at once may take. */
  get neededSpoolBytes(): number {
    const { imageQueue, imageWorkers, mediaMaxBytes } = this.config;
    return (imageQueue + imageWorkers) * mediaMaxBytes;
  }
}

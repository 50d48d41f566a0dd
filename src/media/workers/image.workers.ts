import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { ImageJob, ResultOf } from './image-job.js';
import { ImageWorkError } from './image-work-error.js';
import { ImageWorkerProcess } from './image-worker-process.js';
import { traced } from '../../tracing/spans.js';
import { MediaConfig } from '../media.config.js';
import { WorkerStarts } from './worker-starts.js';

/** A job that was lost with an idle worker's death is begun anew so often. */
const attempts = 3;

export type Urgency = 'now' | 'later';

interface Turn {
  readonly begin: () => void;
  readonly refuse: (error: Error) => void;
}

/** A place among those that work and those that wait. */
export interface ImageSeat {
  /** @throws ImageWorkError, never `busy` */
  run<J extends ImageJob>(job: J): Promise<ResultOf<J>>;
}

/**
 * The pool of image workers: so many work, so many wait, and whoever comes then is told at once. Workers
 * start when they are first needed, and a killed or crashed one is replaced by the next that is needed.
 *
 * It is our own because no library that was tried could hold what is asked of it here: workerpool 10 leaves
 * the queue standing after a crash until another job comes, refuses an innocent job where an idle worker has
 * died, and asks a hung worker twice before it sends a SIGTERM.
 */
@Injectable()
export class ImageWorkers implements OnApplicationShutdown {
  readonly #logger = new Logger('ImageWorkers');
  readonly #idle: ImageWorkerProcess[] = [];
  readonly #all = new Set<ImageWorkerProcess>();
  readonly #waiting: Readonly<Record<Urgency, Turn[]>> = { now: [], later: [] };
  readonly #starts = new WorkerStarts();
  #seated = 0;
  #working = 0;
  #closed = false;

  constructor(private readonly config: MediaConfig) {}

  /** Process ids of the living workers. */
  get pids(): readonly number[] {
    return [...this.#all].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  get stats(): { readonly working: number; readonly waiting: number } {
    const { later, now } = this.#waiting;
    return { working: this.#working, waiting: now.length + later.length };
  }

  /** Whether workers end as soon as they are started, and the next start is put off. */
  get resting(): boolean {
    return this.#starts.isResting() && ![...this.#all].some(({ proven }) => proven);
  }

  /** Whether everybody works and everybody waits who may. */
  get full(): boolean {
    return this.#seated >= this.config.imageWorkers + this.config.imageQueue;
  }

  /**
   * For several jobs of one picture, and what is done to it between them: who has a seat is not sent away any more.
   *
   * @throws ImageWorkError `busy` where none is free; whatever `work` throws
   */
  async seat<T>(work: (seat: ImageSeat) => Promise<T>): Promise<T> {
    if (this.full) throw new ImageWorkError('busy', `${this.#seated} work or wait already`);
    this.#seated += 1;
    try {
      return await work({ run: (job) => this.#perform(job, 'now') });
    } finally {
      this.#seated -= 1;
    }
  }

  /**
   * @param urgency who waits for `later` lets all others pass, and takes none of their places
   * @throws ImageWorkError
   */
  async run<J extends ImageJob>(job: J, urgency: Urgency = 'now'): Promise<ResultOf<J>> {
    return urgency === 'now' ? this.seat((seat) => seat.run(job)) : this.#perform(job, urgency);
  }

  async onApplicationShutdown(): Promise<void> {
    this.#closed = true;
    for (const turns of Object.values(this.#waiting))
      for (const { refuse } of turns.splice(0)) refuse(closing());
    for (const worker of this.#all) worker.kill();
    await Promise.all([...this.#all].map(({ ended }) => ended));
  }

  async #perform<J extends ImageJob>(job: J, urgency: Urgency): Promise<ResultOf<J>> {
    await this.#turn(urgency);
    try {
      const attributes = { 'image.format': job.format };
      const attempt = () => this.#attempt(job);
      return (await traced(`image ${job.kind}`, attributes, attempt)) as ResultOf<J>;
    } finally {
      this.#working -= 1;
      (this.#waiting.now.shift() ?? this.#waiting.later.shift())?.begin();
    }
  }

  /** Resolves when the caller may use a worker; he counts as working then. */
  #turn(urgency: Urgency): Promise<void> {
    const waiting = this.#waiting[urgency];
    if (this.#closed) return Promise.reject(closing());
    if (this.#working < this.config.imageWorkers) {
      this.#working += 1;
      return Promise.resolve();
    }
    // Who is here for `now` has a seat.
    if (urgency === 'later' && waiting.length >= this.config.imageQueue)
      return Promise.reject(new ImageWorkError('busy', `${waiting.length} wait already`));
    return new Promise((resolve, refuse) => {
      const begin = () => {
        this.#working += 1;
        resolve();
      };
      waiting.push({ begin, refuse });
    });
  }

  async #attempt(job: ImageJob, left = attempts): Promise<unknown> {
    const worker = this.#idle.pop() ?? this.#start();
    try {
      return await worker.run(job, this.config.imageDeadlineMilliseconds);
    } catch (error) {
      if (this.#closed) throw closing();
      const lost = error instanceof ImageWorkError && error.fault === 'lost';
      if (!lost || left === 1) throw error;
      return await this.#attempt(job, left - 1);
    } finally {
      if (worker.proven) this.#starts.succeeded();
      if (!worker.exited) this.#idle.push(worker);
    }
  }

  /** @throws ImageWorkError `lost` where the last ones ended at once */
  #start(): ImageWorkerProcess {
    if (this.#starts.isResting()) throw new ImageWorkError('lost', 'workers end at their start');
    const worker = new ImageWorkerProcess();
    this.#all.add(worker);
    void worker.ended.then((reason) => this.#forget(worker, reason));
    return worker;
  }

  #forget(worker: ImageWorkerProcess, reason: string): void {
    this.#all.delete(worker);
    if (!worker.proven) this.#starts.failed();
    const index = this.#idle.indexOf(worker);
    if (index >= 0) this.#idle.splice(index, 1);
    if (!this.#closed) this.#logger.warn(`image worker ${worker.pid} ended: ${reason}`);
  }
}

function closing(): ImageWorkError {
  return new ImageWorkError('closed', 'the server is shutting down');
}

import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DiskJobs } from './disk-jobs.js';
import { type DiskAnswer, type DiskOrder, buffersOf } from './disk-message.js';

/** Compiled beside this file, or in TypeScript beside it. */
const diskThread = new URL(`./disk.thread${extname(import.meta.url)}`, import.meta.url);

/** As many syncs at once as on Node's own threads, which are left to those who read. */
const maxThreads = 4;

/** In megabytes. A thread takes 8 with them, and 10 where it may do as it likes. */
const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32, stackSizeMb: 1 };

/** In milliseconds, for company on the way to a thread: waking one costs more than most of what it does. */
const patience = 2;

interface Order extends DiskOrder {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Threads of this process that wait for the disk, several calls in one go. A call of Node's own costs the event loop
 * some 25 µs, whatever it does, and a small picture's way into the storage took 18 of them: as three jobs it takes a
 * quarter of the CPU time. A disk that hangs holds these threads alone.
 *
 * The first starts when it is first needed, one more whenever all are at work; they keep no process alive that waits
 * for nothing else.
 */
export class DiskThreads {
  readonly #idle: Worker[] = [];
  readonly #working = new Map<Worker, Order[]>();
  readonly #waiting: Order[] = [];
  readonly #patient: Order[] = [];
  #starting: Worker | null = null;

  /** @param program of a thread */
  constructor(private readonly program = diskThread) {}

  /**
   * @param parameters bytes are given away where they have a buffer to themselves, and copied otherwise
   * @throws what the job throws, with its `code`; ERR_WORKER_… where there is no thread
   */
  do<J extends keyof DiskJobs>(
    job: J,
    ...parameters: Parameters<DiskJobs[J]>
  ): Promise<ReturnType<DiskJobs[J]>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, parameters, resolve: resolve as Order['resolve'], reject });
      this.#next();
    });
  }

  /** As `do`, of what nobody waits for: it goes along with the next job. */
  doSoon<J extends keyof DiskJobs>(
    job: J,
    ...parameters: Parameters<DiskJobs[J]>
  ): Promise<ReturnType<DiskJobs[J]>> {
    if (this.#patient.length === 0) setTimeout(() => this.#hurry(), patience);
    return new Promise((resolve, reject) => {
      this.#patient.push({ job, parameters, resolve: resolve as Order['resolve'], reject });
    });
  }

  #hurry(): void {
    this.#waiting.push(...this.#patient.splice(0));
    this.#next();
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const thread = this.#idle.pop();
    if (thread === undefined) return this.#start();
    const orders = [...this.#waiting.splice(0, 1), ...this.#patient.splice(0)];
    this.#working.set(thread, orders);
    thread.ref();
    const message: readonly DiskOrder[] = orders.map(({ job, parameters }) => ({
      job,
      parameters,
    }));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
    thread.postMessage(message, buffersOf(message));
  }

  /** One at a time, as long as there are not enough. */
  #start(): void {
    if (this.#starting !== null || this.#working.size >= maxThreads) return;
    try {
      const thread = new Worker(this.program, { resourceLimits });
      this.#starting = thread;
      thread.once('online', () => this.#welcome(thread));
      thread.on('message', (answers: readonly DiskAnswer[]) => this.#take(thread, answers));
      thread.once('error', (error: Error) => this.#lose(thread, error));
      thread.once('exit', (code) => this.#lose(thread, new Error(`a disk thread ended: ${code}`)));
    } catch (error) {
      this.#refuse(error as Error);
    }
  }

  #welcome(thread: Worker): void {
    this.#starting = null;
    this.#rest(thread);
    // More may be waiting than it can begin.
    this.#next();
  }

  #take(thread: Worker, answers: readonly DiskAnswer[]): void {
    const orders = this.#working.get(thread) ?? [];
    this.#working.delete(thread);
    this.#rest(thread);
    for (const answer of answers) settle(orders.shift(), answer);
  }

  #rest(thread: Worker): void {
    thread.unref();
    this.#idle.push(thread);
    this.#next();
  }

  #lose(thread: Worker, error: Error): void {
    if (thread === this.#starting) {
      this.#starting = null;
      this.#refuse(error);
      return;
    }
    const orders = this.#working.get(thread) ?? [];
    this.#working.delete(thread);
    const index = this.#idle.indexOf(thread);
    if (index >= 0) this.#idle.splice(index, 1);
    for (const { reject } of orders) reject(error);
    this.#next();
  }

  /** Where no thread can be started, those that are there serve on; with none at all nobody is to wait. */
  #refuse(error: Error): void {
    if (this.#idle.length + this.#working.size > 0) return;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

function settle(order: Order | undefined, answer: DiskAnswer): void {
  if ('result' in answer) order?.resolve(answer.result);
  else order?.reject(Object.assign(new Error(answer.failure.message), answer.failure));
}

/** Of this process, as Node's own are. */
export const disk = new DiskThreads();

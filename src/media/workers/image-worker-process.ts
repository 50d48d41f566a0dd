import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImageJob, WorkerReply } from './image-job.js';
import { ImageWorkError } from './image-work-error.js';

/** Compiled beside this file, or in TypeScript beside it. */
const program = fileURLToPath(
  new URL(`./image.worker${extname(import.meta.url)}`, import.meta.url),
);

/** Nothing of this process' environment, such as a secret, is a decoder's business. */
const environment = {
  // A fifth less memory at the peak of image work, at no cost that was measured.
  MALLOC_ARENA_MAX: '2',
};

/** A worker says itself when its memory is to be tidied. */
const collectable = '--expose-gc';

interface Current {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: ImageWorkError) => void;
  readonly deadlineMilliseconds: number;
  timer?: NodeJS.Timeout;
  started: boolean;
  late: boolean;
}

/** One image worker: a process of its own that works on one job at a time and can be killed at any instant. */
export class ImageWorkerProcess {
  readonly #child: ChildProcess;
  #current: Current | null = null;
  #exited = false;
  #proven = false;
  /** Resolves to the reason once the process is gone and the job in hand was refused; never rejects. */
  readonly ended: Promise<string>;

  constructor() {
    this.#child = fork(program, {
      env: environment,
      execArgv: [...process.execArgv, collectable],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.on('message', (reply: WorkerReply) => this.#take(reply));
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(this.#end(error.message)));
      this.#child.once('exit', (code, signal) => resolve(this.#end(signal ?? `status ${code}`)));
    });
    this.#child.unref();
    this.#child.channel?.unref();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get exited(): boolean {
    return this.#exited;
  }

  /** Whether it has ever taken a job. */
  get proven(): boolean {
    return this.#proven;
  }

  /**
   * @returns what the worker answers
   * @throws ImageWorkError; after 'deadline', 'crashed' and 'lost' this worker is of no more use
   */
  run(job: ImageJob, deadlineMilliseconds: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#child.channel?.ref();
      this.#current = { resolve, reject, deadlineMilliseconds, started: false, late: false };
      this.#startClock();
      // What could not be started, as where there are no more descriptors, has no channel either; its end is on its way.
      if (this.#child.connected) this.#child.send(job, (error) => error && this.kill());
    });
  }

  /** SIGKILL: a decoder in native code hears nothing less. */
  kill(): void {
    // Whoever waits for its end must not run out of things to wait for.
    this.#child.ref();
    this.#child.kill('SIGKILL');
  }

  #take(reply: WorkerReply): void {
    const current = this.#current;
    if (current === null) return;
    if (reply.state === 'started') {
      current.started = true;
      this.#proven = true;
      this.#startClock();
      return;
    }
    this.#release();
    if (reply.state === 'done') current.resolve(reply.result);
    else current.reject(new ImageWorkError(reply.state, reply.message, reply.code));
  }

  /** Twice for a job: a worker that is starting has its own time for that. */
  #startClock(): void {
    const current = this.#current;
    if (current === null) return;
    clearTimeout(current.timer);
    current.timer = setTimeout(() => {
      current.late = true;
      this.kill();
    }, current.deadlineMilliseconds);
  }

  #end(reason: string): string {
    this.#exited = true;
    const current = this.#current;
    this.#release();
    current?.reject(endOf(current, reason));
    return current?.late === true ? 'over its deadline' : reason;
  }

  #release(): void {
    clearTimeout(this.#current?.timer);
    this.#current = null;
    this.#child.channel?.unref();
  }
}

function endOf(current: Current, reason: string): ImageWorkError {
  if (!current.started) return new ImageWorkError('lost', `the worker ended unasked: ${reason}`);
  if (current.late)
    return new ImageWorkError('deadline', `over ${current.deadlineMilliseconds} ms`);
  return new ImageWorkError('crashed', `the worker ended: ${reason}`);
}

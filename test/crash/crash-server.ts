import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { SweepReport } from '../../src/media/ledger/sweeper.report.js';
import type { Order, Reply } from './server-program.js';

/** A server in a process of its own, to be killed; its successor is loaded while it still works. */
export class CrashServer {
  #present: ChildProcess | null = null;
  #next: ChildProcess | null = null;

  /** @param program built by `buildServer` */
  constructor(
    private readonly program: string,
    private readonly environment: Record<string, string>,
  ) {}

  /** Resolves when it listens. */
  async start(): Promise<void> {
    const child = this.#next ?? this.#load();
    this.#present = child;
    this.#next = this.#load();
    await ask(child, { kind: 'serve', environment: this.environment });
  }

  /** SIGKILL: it hears nothing, and ends nothing. */
  async kill(): Promise<void> {
    await end(this.#present);
    this.#present = null;
  }

  /** @throws Error where it is killed meanwhile */
  async seed(): Promise<void> {
    await ask(this.#there, { kind: 'seed' });
  }

  async sweep(): Promise<SweepReport> {
    const reply = await ask(this.#there, { kind: 'sweep' });
    if (reply.kind !== 'swept' || reply.report === null) throw new Error('Somebody else sweeps');
    return reply.report;
  }

  async close(): Promise<void> {
    await Promise.all([end(this.#present), end(this.#next)]);
  }

  get #there(): ChildProcess {
    if (this.#present === null) throw new Error('No server is there to be asked');
    return this.#present;
  }

  #load(): ChildProcess {
    // Not vitest's own flags: what is built needs no loader.
    return fork(this.program, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  }
}

/** @throws Error with the child's own words, or where it ends */
function ask(child: ChildProcess, order: Order): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error(`The server ended while it was asked to ${order.kind}`));
    child.once('exit', onExit);
    child.on('message', function hear(reply: Reply) {
      if (reply.kind === 'ready') return;
      child.off('message', hear);
      child.off('exit', onExit);
      if (reply.kind === 'failed') reject(new Error(reply.message));
      else resolve(reply);
    });
    child.send(order);
  });
}

async function end(child: ChildProcess | null): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

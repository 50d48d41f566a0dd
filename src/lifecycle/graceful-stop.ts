import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type INestApplication, Logger } from '@nestjs/common';
import { Connections } from './connections.js';
import { LifecycleConfig } from './lifecycle.config.js';

/** Pool, image workers and an embedded Postgres take tens of milliseconds; what takes longer hangs. */
const closingMilliseconds = 20_000;

/** Ends a server in order: first nobody new comes, then the last answer leaves, then what answers are made of. */
export class GracefulStop {
  readonly #logger = new Logger('Stop');
  readonly #connections: Connections;
  readonly #config: LifecycleConfig;

  constructor(private readonly app: INestApplication<Server>) {
    this.#connections = app.get(Connections);
    this.#config = app.get(LifecycleConfig);
  }

  /**
   * @param signal only a SIGTERM, which machines send, waits for balancers: whoever presses Ctrl-C has none
   * @throws Error where something does not close
   */
  async run(signal: NodeJS.Signals): Promise<void> {
    const { shutdownDeadlineSeconds, shutdownDrainSeconds } = this.#config;
    this.#connections.leave();
    this.#logger.log(`${signal}: ends, with ${this.#connections.busy} requests under way`);
    if (signal === 'SIGTERM') await sleep(shutdownDrainSeconds * 1000);
    const server = this.app.getHttpServer();
    const cut = await this.#connections.end(server, shutdownDeadlineSeconds * 1000);
    if (cut > 0) this.#logger.warn(`${cut} requests were cut off at the deadline`);
    await this.#close();
  }

  async #close(): Promise<void> {
    const late = new AbortController();
    const tooLong = sleep(closingMilliseconds, undefined, late).then(() => {
      throw new Error(`The server did not close in ${closingMilliseconds} ms`);
    });
    try {
      await Promise.race([this.app.close(), tooLong]);
    } finally {
      late.abort();
    }
  }
}

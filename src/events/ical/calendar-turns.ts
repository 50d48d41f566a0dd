import { Injectable } from '@nestjs/common';
import { DatabaseConfig } from '../../database/database.config.js';
import { JsonApiError } from '../../jsonapi/errors/fault.js';
import { unavailable } from '../../jsonapi/errors/server.errors.js';

const mostWaiting = 32;
const retryAfterSeconds = 5;

/**
 * Lets few calendars be read at a time: each keeps a connection for all its sessions, and anybody may ask for as many as
 * he likes. Whoever waits for his turn keeps none.
 */
@Injectable()
export class CalendarTurns {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor({ databasePoolMaxConnections }: DatabaseConfig) {
    this.#free = Math.max(1, Math.floor(databasePoolMaxConnections / 5));
  }

  /** @throws JsonApiError 503 where too many wait already, and whatever `work` throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.#take();
    try {
      return await work();
    } finally {
      this.#pass();
    }
  }

  async #take(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    if (this.#waiting.length >= mostWaiting)
      throw new JsonApiError(
        unavailable('Too many calendars are asked for at the moment.', retryAfterSeconds),
      );
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** To whoever has waited longest; else it is free. */
  #pass(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}

import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { type Server, type Socket, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/database/embedded-postgres.js';
import { temporaryDirectory } from '../support/temporary-postgres.js';

/** Its successor may wait for the dead one's last sessions to notice. */
const startTries = 1000;

/**
 * A durable Postgres of one's own that can be killed. It is reached through a door that stays where it is,
 * as each of its lives has another port.
 */
export class MortalPostgres {
  readonly #guests = new Set<Socket>();
  readonly #door: Server;
  #postgres: EmbeddedPostgres | null = null;

  private constructor(private readonly dataDir: string) {
    this.#door = createServer((guest) => this.#admit(guest));
  }

  static async start(): Promise<MortalPostgres> {
    const mortal = new MortalPostgres(await temporaryDirectory('mortal'));
    await mortal.revive();
    mortal.#door.listen(0, '127.0.0.1');
    await once(mortal.#door, 'listening');
    return mortal;
  }

  get url(): string {
    const url = new URL(this.#living.url);
    url.port = String((this.#door.address() as { readonly port: number }).port);
    return url.href;
  }

  /** SIGKILL to the postmaster; its sessions end by themselves, in the middle of whatever they do. */
  async kill(): Promise<void> {
    const lock = join(this.#living.dataDirectory, 'cluster', 'data', 'postmaster.pid');
    const pid = Number.parseInt(await readFile(lock, 'utf8'), 10);
    process.kill(pid, 'SIGKILL');
    this.#postgres = null;
    // The kernel would do so when the last session has noticed.
    for (const guest of this.#guests) guest.destroy();
  }

  async revive(): Promise<void> {
    for (let tries = 1; this.#postgres === null; tries++)
      try {
        this.#postgres = await startEmbeddedPostgres({ dataDir: this.dataDir });
      } catch (error) {
        if (tries === startTries) throw error;
        await sleep(50);
      }
  }

  async close(): Promise<void> {
    const { dataDirectory } = this.#living;
    for (const guest of this.#guests) guest.destroy();
    this.#door.close();
    await this.#living.stop();
    await rm(dataDirectory, { recursive: true, force: true });
    await rm(this.dataDir, { recursive: true, force: true });
  }

  get #living(): EmbeddedPostgres {
    if (this.#postgres === null) throw new Error('Postgres is dead');
    return this.#postgres;
  }

  #admit(guest: Socket): void {
    this.#guests.add(guest);
    guest.once('close', () => this.#guests.delete(guest));
    guest.on('error', () => {});
    if (this.#postgres === null) {
      guest.destroy();
      return;
    }
    const inner = connect(Number(new URL(this.#postgres.url).port), '127.0.0.1');
    inner.on('error', () => guest.destroy());
    inner.once('close', () => guest.destroy());
    guest.once('close', () => inner.destroy());
    guest.pipe(inner);
    inner.pipe(guest);
  }
}

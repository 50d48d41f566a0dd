import cluster from 'node:cluster';
import { FleetSlot } from './fleet-slot.js';

export interface FleetPlan {
  /** What a worker runs: absolute. */
  readonly program: string;
  readonly size: number;
  /** Beside what this process has. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Several processes on one port of one machine, by node's cluster: this one starts, replaces and ends the others. */
export class WorkerFleet {
  readonly #slots: readonly FleetSlot[];

  constructor({ environment, program, size }: FleetPlan) {
    cluster.setupPrimary({ exec: program, args: [] });
    this.#slots = Array.from({ length: size }, () => new FleetSlot(environment));
  }

  /**
   * Resolves when all listen.
   *
   * @returns their port
   * @throws Error where one ends before that; the others are gone then
   */
  async start(): Promise<number> {
    try {
      const [port = 0] = await Promise.all(this.#slots.map((slot) => slot.start()));
      return port;
    } catch (error) {
      await this.end('SIGTERM');
      throw error;
    }
  }

  /** Each ends in order by itself. */
  async end(signal: NodeJS.Signals): Promise<void> {
    await Promise.all(this.#slots.map((slot) => slot.end(signal)));
  }
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { residentMegabytesOf } from '../pictures/process-tree.mjs';
import { filesBelow } from './stage.mjs';

/** What may only grow by a leak: read once a second, and where all is at rest. */
export class Gauges {
  /** @type {{at: number, megabytes: number, descriptors: number, connections: number, spooled: number}[]} */
  samples = [];

  constructor({ database, dataDir, server }) {
    this.pid = server.pid;
    this.dataDir = dataDir;
    this.postgres = new Client({ connectionString: database.url, application_name: 'soak' });
  }

  async open() {
    // Postgres may be stopped first where the run is broken off.
    this.postgres.on('error', () => undefined);
    await this.postgres.connect();
  }

  async close() {
    await this.postgres.end().catch(() => undefined);
  }

  async read() {
    const [megabytes, descriptors, connections, spooled] = await Promise.all([
      residentMegabytesOf(this.pid),
      readdir(`/proc/${this.pid}/fd`).then((all) => all.length),
      this.connections(),
      filesBelow(join(this.dataDir, 'spool')).then((all) => all.length),
    ]);
    return { at: performance.now(), megabytes, descriptors, connections, spooled };
  }

  /** @param {AbortSignal} signal ends it */
  async watch(signal) {
    while (!signal.aborted) {
      this.samples.push(await this.read());
      await pause(1000);
    }
  }

  /** Whose clients have gone and whose requests are over. */
  async atRest() {
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const { spooled } = await this.read();
      if (spooled === 0) break;
      await pause(500);
    }
    return this.read();
  }

  /** The median of one tenth of the whole time, the first being 0. */
  tenth(name, at) {
    const { samples } = this;
    const part = samples.slice((at * samples.length) / 10, ((at + 1) * samples.length) / 10);
    return part.map((one) => one[name]).toSorted((one, other) => one - other)[part.length >> 1];
  }

  most(name) {
    return Math.max(...this.samples.map((one) => one[name]));
  }

  async connections() {
    const { rows } = await this.postgres.query(
      `SELECT count(*)::int AS count FROM pg_stat_activity
       WHERE datname = current_database() AND application_name <> 'soak' AND backend_type = 'client backend'`,
    );
    return rows[0].count;
  }

  /** Connections that hold a transaction open; files that the ledger knows, by state; attachments. */
  async books() {
    const { rows } = await this.postgres.query(
      `SELECT (SELECT count(*)::int FROM pg_stat_activity
               WHERE datname = current_database() AND state LIKE 'idle in transaction%') AS open,
              (SELECT count(*)::int FROM media_files) AS ledger,
              (SELECT count(*)::int FROM media_files WHERE state <> 'stored') AS unsettled,
              (SELECT count(*)::int FROM media_attachments) AS attachments`,
    );
    return { ...rows[0], files: (await filesBelow(join(this.dataDir, 'media'))).length };
  }
}

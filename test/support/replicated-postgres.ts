import { appendFile, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/database/embedded-postgres.js';
import { temporaryDirectory } from './temporary-postgres.js';

const throwaway = { durability: 'throwaway' } as const;

/** A Postgres and a streaming replica of it, made of a copy of its files. */
export class ReplicatedPostgres {
  private constructor(
    readonly primary: EmbeddedPostgres,
    private replica: EmbeddedPostgres | null,
    private readonly folders: readonly string[],
    readonly replicaUrl: string,
  ) {}

  static async start(): Promise<ReplicatedPostgres> {
    const folders = [await temporaryDirectory('primary'), await temporaryDirectory('replica')];
    const [dataDir = '', copyDir = ''] = folders;
    const first = await startEmbeddedPostgres({ dataDir, ...throwaway });
    await first.stop();
    await mkdir(join(copyDir, 'postgres'));
    // Its owner takes it over at its start, as that of any cluster does.
    await cp(join(first.dataDirectory, 'cluster'), join(copyDir, 'postgres', 'cluster'), {
      recursive: true,
    });
    const primary = await startEmbeddedPostgres({ dataDir, ...throwaway });
    await follow(join(copyDir, 'postgres', 'cluster', 'data'), new URL(primary.url));
    const replica = await startEmbeddedPostgres({ dataDir: copyDir, ...throwaway });
    const moved = [...folders, primary.dataDirectory, replica.dataDirectory];
    return new ReplicatedPostgres(primary, replica, moved, replica.url);
  }

  async stopReplica(): Promise<void> {
    await this.replica?.stop();
    this.replica = null;
  }

  async close(): Promise<void> {
    await this.stopReplica();
    await this.primary.stop();
    for (const folder of this.folders) await rm(folder, { recursive: true, force: true });
  }
}

async function follow(data: string, { hostname, password, port, username }: URL): Promise<void> {
  const conninfo = `host=${hostname} port=${port} user=${username} password=${password}`;
  await appendFile(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`);
  await writeFile(join(data, 'standby.signal'), '');
}

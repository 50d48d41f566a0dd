import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type TestDatabase, createTestDatabase } from './database.js';
import { buildServer } from './server-build.js';
import { ServerProcess } from './server-process.js';
import { temporaryDirectory } from './temporary-postgres.js';

/** Where the tests of a file run `src/main.ts` in processes of its own; nothing of it outlives them. */
export class Premises {
  readonly #servers: ServerProcess[] = [];
  #program: string | undefined;
  #database: TestDatabase | undefined;
  #dataDir: string | undefined;

  /** @param name of the data folder, in the folder for temporary files */
  constructor(name: string, build = buildServer) {
    beforeAll(async () => {
      this.#program = await build('src/main.ts');
      this.#database = await createTestDatabase();
      this.#dataDir = await temporaryDirectory(name);
    });
    afterAll(async () => {
      await Promise.all(this.#servers.map((server) => server.kill()));
      await this.#database?.drop();
      if (this.#dataDir !== undefined) await rm(this.#dataDir, { recursive: true, force: true });
    });
  }

  get program(): string {
    return present(this.#program);
  }

  get database(): TestDatabase {
    return present(this.#database);
  }

  get dataDir(): string {
    return present(this.#dataDir);
  }

  /** Resolves when it listens. */
  async start(
    settings: Readonly<Record<string, string>> = {},
    descriptors?: number,
  ): Promise<ServerProcess> {
    const server = await this.launch(settings, descriptors);
    await server.serves();
    return server;
  }

  async launch(
    settings: Readonly<Record<string, string>>,
    descriptors?: number,
  ): Promise<ServerProcess> {
    const places = {
      DATABASE_URL: this.database.url,
      DATA_DIR: this.dataDir,
      SPOOL_DIR: join(this.dataDir, 'spool'),
    };
    const server = await ServerProcess.launch(
      this.program,
      { ...places, ...settings },
      descriptors,
    );
    this.#servers.push(server);
    return server;
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The tests have not begun');
  return value;
}

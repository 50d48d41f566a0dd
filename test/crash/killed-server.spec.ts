import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../support/database.js';
import { buildServer } from '../support/server-build.js';
import { CrashServer } from './crash-server.js';
import { type CrashWorld, createWorld } from './crash-world.js';
import { freshSocket } from './fresh-socket.js';
import { Random, chosenSeed } from './random.js';

const kills = Number(process.env['CRASH_KILLS'] ?? 60);

/** A slow machine is no fault; alone on two cores it takes a tenth of that. */
const patienceMs = 900_000;

/** Alone on two cores. A busy machine is given as much longer to do as much before it is killed. */
const usualUploadMs = 30;

describe('a server that is killed at any instant', () => {
  const random = new Random(chosenSeed());
  let database: TestDatabase | undefined;
  let server: CrashServer;
  let world: CrashWorld;

  beforeAll(async () => {
    const program = await buildServer('test/crash/server-program.ts');
    database = await createTestDatabase();
    world = await createWorld(database.url, random, (environment) => {
      server = new CrashServer(program, environment);
      return server.start();
    });
  }, patienceMs);

  afterAll(async () => {
    await server?.close();
    await world?.close();
    await database?.drop();
  });

  /** @returns how many answers were left open */
  async function killOnce(): Promise<number> {
    // The first waits for the start of an image worker: without it, most kills would meet nothing else.
    await upload();
    const slowness = Math.max(1, (await upload()) / usualUploadMs);
    const end = new AbortController();
    const working = world.work(end.signal);
    await sleep(random.between(5, 400) * slowness);
    await server.kill();
    end.abort();
    await working;
    await world.settle();
    return world.writers.filter(({ unknown }) => unknown !== null).length;
  }

  /** @returns milliseconds */
  async function upload(): Promise<number> {
    const { pictures, token, url } = world.stage;
    const began = performance.now();
    const answer = await fetch(`${url}/v1/upload/image`, {
      method: 'POST',
      headers: {
        ...freshSocket,
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ data: pictures[0]?.dataUri }),
    });
    await answer.arrayBuffer();
    expect(answer.status).toBe(200);
    return performance.now() - began;
  }

  async function requireOrder(): Promise<void> {
    const { audit } = await server.sweep();
    expect(audit?.missingFiles).toEqual({ count: 0, examples: [] });
    expect(audit?.disagreements).toEqual({ count: 0, examples: [] });
    // An original is in the ledger before it exists; only a rendition can outlive its picture's erasing.
    expect(audit?.unknownFiles.examples.filter((name) => name.includes('/original.'))).toEqual([]);
    await world.inspection.requirePromises(world.writers);
    await world.inspection.requireAgreement();
    await world.inspection.requireServed();
  }

  it(
    `keeps what it answered, and no URL that leads nowhere, over ${kills} kills`,
    async () => {
      let open = 0;
      for (let kill = 1; kill <= kills; kill++)
        try {
          open += await killOnce();
          await server.start();
          await requireOrder();
        } catch (cause) {
          const message = `CRASH_SEED=${random.seed} failed after kill ${kill}: ${String(cause)}`;
          throw new Error(message, { cause });
        }
      // Kills that met nobody at work would prove nothing.
      expect(open).toBeGreaterThan(kills);
      const answered = world.writers.reduce((sum, writer) => sum + writer.answered, 0);
      console.log(`${kills} kills: ${answered} writes were answered, ${open} were left open`);
      world.inspection.forget();
      await world.inspection.requireServed();
      expect(await server.sweep()).toMatchObject({ erased: { count: 0 }, abandoned: { count: 0 } });
    },
    patienceMs,
  );
});

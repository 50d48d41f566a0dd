import { setTimeout as sleep } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.factory.js';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import { type CrashWorld, createWorld } from './crash-world.js';
import { freshSocket } from './fresh-socket.js';
import { MortalPostgres } from './mortal-postgres.js';
import { Random, chosenSeed } from './random.js';

const kills = Number(process.env['CRASH_KILLS'] ?? 4);

/** A slow machine is no fault. */
const patienceMs = 300_000;

describe('a Postgres that is killed under a living server', () => {
  const random = new Random(chosenSeed());
  let postgres: MortalPostgres;
  let world: CrashWorld;
  let app: NestExpressApplication;

  beforeAll(async () => {
    postgres = await MortalPostgres.start();
    world = await createWorld(postgres.url, random, async (environment) => {
      app = await createApp(environment);
      app.getHttpServer().keepAliveTimeout = 0;
      await app.listen(Number(environment['PORT']), '127.0.0.1');
    });
  }, patienceMs);

  afterAll(async () => {
    await app.close();
    await world.close();
    await postgres.close();
  });

  async function killOnce(): Promise<void> {
    const end = new AbortController();
    const working = world.work(end.signal);
    await sleep(random.between(50, 700));
    await postgres.kill();
    // Without rows there is no answer but a refusal, and it comes soon.
    const refused = await fetch(`${world.stage.url}/v1/events`, { headers: freshSocket });
    expect(refused.status).toBe(503);
    await refused.arrayBuffer();
    expect((await fetch(`${world.stage.url}/health/live`, { headers: freshSocket })).status).toBe(
      200,
    );
    end.abort();
    await working;
    await postgres.revive();
  }

  async function requireOrder(): Promise<void> {
    const report = await app.get(MediaSweeper).sweep({ audit: true });
    expect(report?.audit).toMatchObject({
      missingFiles: { count: 0 },
      disagreements: { count: 0 },
    });
    expect(
      report?.audit?.unknownFiles.examples.filter((name) => name.includes('/original.')),
    ).toEqual([]);
    await world.inspection.requirePromises(world.writers);
    await world.inspection.requireAgreement();
    await world.inspection.requireServed();
  }

  it(
    `loses nothing that was answered, over ${kills} kills`,
    async () => {
      for (let kill = 1; kill <= kills; kill++)
        try {
          await killOnce();
          await world.reconnect();
          await requireOrder();
        } catch (cause) {
          const message = `CRASH_SEED=${random.seed} failed after kill ${kill}: ${String(cause)}`;
          throw new Error(message, { cause });
        }
      // What was refused is not done: `requireOrder` has seen it. Kills that met nobody at work would prove nothing.
      const refused = world.writers.reduce((sum, writer) => sum + writer.refused, 0);
      expect(refused).toBeGreaterThanOrEqual(kills);
    },
    patienceMs,
  );
});

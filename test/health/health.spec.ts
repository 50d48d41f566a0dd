import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HealthConfig } from '../../src/health/health.config.js';
import { ImageWorkers } from '../../src/media/workers/image.workers.js';
import { drawPicture } from '../support/pictures.js';
import { type UnreliableApp, startUnreliableApp } from '../crash/unreliable-app.js';

interface Report {
  readonly status: string;
  readonly details: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describe('the health of a server', () => {
  let app: UnreliableApp;

  beforeEach(async () => {
    app = await startUnreliableApp({
      IMAGE_WORKERS: '1',
      IMAGE_QUEUE: '0',
      MEDIA_MAX_BYTES: '1000000',
      DATABASE_POOL_MAX_CONNECTIONS: '2',
      HEALTH_DEADLINE_MILLISECONDS: '1500',
    });
  });
  afterEach(async () => {
    await app.storage.recover();
    await app.close();
  });

  async function ready(): Promise<{ status: number; report: Report; text: string }> {
    const response = await fetch(`${app.url}/health/ready`);
    expect(response.headers.get('content-type')).toMatch('application/json');
    expect(response.headers.get('cache-control')).toMatch('no-');
    const text = await response.text();
    return { status: response.status, report: JSON.parse(text) as Report, text };
  }

  const isLive = async () => (await fetch(`${app.url}/health/live`)).status === 200;

  it('tells how each of its parts is', async () => {
    const { report, status } = await ready();
    expect(status).toBe(200);
    expect(report).toMatchObject({
      status: 'ok',
      details: {
        database: { status: 'up', responseTime: expect.any(Number) },
        storage: { status: 'up', responseTime: expect.any(Number) },
        'image-workers': { status: 'up', working: 0, workers: 1, waiting: 0, queue: 0 },
        spool: { status: 'up', freeBytes: expect.any(Number) },
      },
    });
  });

  it('says that a lost database is down, until it is back, and nothing else about it', async () => {
    const database = new URL(app.database.url).pathname.slice(1);
    const administer = async (statement: string) => {
      // Whoever is connected to it cannot lock its door.
      const other = app.database.url.replace(database, 'postgres');
      const admin = await new DataSource({ type: 'postgres', url: other }).initialize();
      await admin.query(statement);
      await admin.destroy();
    };
    await administer(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
    await administer(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
    );
    await expect.poll(async () => (await ready()).status).toBe(503);
    const { report, text } = await ready();
    expect(report.status).toBe('error');
    expect(report.details).toMatchObject({
      database: { status: 'down', message: 'it does not answer' },
      storage: { status: 'up' },
    });
    const { hostname, password } = new URL(app.database.url);
    for (const secret of [database, hostname, password]) expect(text).not.toContain(secret);
    expect(await isLive()).toBe(true);
    await administer(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`);
    await expect.poll(async () => (await ready()).status).toBe(200);
  });

  it('does not wait for a database that hangs', async () => {
    // There are no more connections.
    const hang = () => app.nest.get(DataSource).query('SELECT pg_sleep(5)');
    const held = Promise.all([hang(), hang()]);
    const { report, status } = await ready();
    expect(status).toBe(503);
    expect(report.details['database']).toMatchObject({
      status: 'down',
      message: expect.stringContaining('timeout'),
    });
    await held;
  });

  it.each(['fails', 'stalls'] as const)('is degraded by a storage that %s', async (mood) => {
    app.storage.mood = mood;
    const { report, status, text } = await ready();
    expect(status).toBe(200);
    expect(report).toMatchObject({
      status: 'degraded',
      details: {
        database: { status: 'up' },
        storage: { status: 'degraded', message: expect.any(String) },
      },
    });
    expect(text).not.toContain('bad day');
    expect(await isLive()).toBe(true);
    await app.storage.recover();
    await expect.poll(async () => (await ready()).report.status).toBe('ok');
  });

  it('is degraded, but ready, while its image workers can take no picture more', async () => {
    const workers = app.nest.get(ImageWorkers);
    const path = join(app.dataDir, 'picture.png');
    await writeFile(path, await drawPicture());
    const limits = { maxPixels: 1e9, maxAnimationPixels: 1e9 };
    const output = { outputFormat: 'png', outputPath: `${path}.out` } as const;
    const job = workers.run({ kind: 'render', path, format: 'png', width: 10, limits, ...output });
    expect(await ready()).toMatchObject({
      status: 200,
      report: {
        status: 'degraded',
        details: { 'image-workers': { status: 'degraded', working: 1 } },
      },
    });
    await job;
    expect((await ready()).report.status).toBe('ok');
  });

  it('is degraded where the spool is gone', async () => {
    await rm(join(app.dataDir, 'spool'), { recursive: true });
    expect(await ready()).toMatchObject({
      status: 200,
      report: { status: 'degraded', details: { spool: { status: 'degraded' } } },
    });
  });

  it('asks each part once, however many want to know', async () => {
    let asked = 0;
    let arrived = 0;
    app.storage.beforeList = () => (asked += 1);
    app.nest.getHttpServer().on('request', () => (arrived += 1));
    // It answers when all have come.
    app.nest.get(HealthConfig).healthDeadlineMilliseconds = 60_000;
    app.storage.mood = 'stalls';
    const answers = Promise.all(Array.from({ length: 20 }, ready));
    await expect.poll(() => arrived).toBe(20);
    await app.storage.recover();
    await answers;
    expect(asked).toBe(1);
  });
});

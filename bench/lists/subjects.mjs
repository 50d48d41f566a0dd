import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from '../support/server.mjs';

const run = promisify(execFile);
const publicUrl = 'http://bench.example';
const page = 'page[size]=25&page[number]=1';
const list = `/v1/events?include=owner,event-topic&${page}`;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Those of the Dockerfile, for all alike. */
const flags = ['--enable-source-maps', '--max-semi-space-size=64'];

/** Marquee as it is deployed; it migrates the database. */
export async function startMarquee(dist, database, logLevel) {
  const env = {
    NODE_ENV: 'production',
    LOG_LEVEL: logLevel,
    DATABASE_URL: database.url,
    DATA_DIR: database.dataDir,
    SEED_DEMO: 'false',
    PUBLIC_URL: publicUrl,
    HOST: '127.0.0.1',
  };
  const server = await startServer(join(dist, 'src/main.js'), { path: '/health/live', env, flags });
  return { ...server, name: `Marquee, LOG_LEVEL=${logLevel}`, url: server.origin + list };
}

export async function startByHand(database) {
  const env = { NODE_ENV: 'production', DATABASE_URL: database.url, PUBLIC_URL: publicUrl };
  const server = await startServer(here('by-hand/server.mjs'), { path: list, env, flags });
  return { ...server, name: 'pg and node:http by hand', url: server.origin + list };
}

/** It wants older versions of Nest and TypeORM than Marquee's: it gets a directory of its own. */
export async function startPeer(database) {
  const cwd = await mkdtemp(join(tmpdir(), 'marquee-bench-peer-'));
  try {
    await cp(here('peer'), cwd, { recursive: true });
    await mkdir(join(cwd, 'node_modules'));
    const npm = ['install', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
    await run('npm', npm, { cwd });
    const path = `/events?include=owner,eventTopic&${page}`;
    const env = { NODE_ENV: 'production', DATABASE_URL: database.url };
    const server = await startServer(join(cwd, 'server.mjs'), { path, cwd, env, flags });
    const stop = async () => {
      await server.stop();
      await rm(cwd, { recursive: true, force: true });
    };
    return { ...server, name: 'json-api-nestjs 7.0.3', url: server.origin + path, stop };
  } catch (error) {
    await rm(cwd, { recursive: true, force: true });
    throw error;
  }
}

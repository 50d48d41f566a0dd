import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from '../support/server.mjs';

const run = promisify(execFile);
const password = 'only for the benchmark';
const json = { 'Content-Type': 'application/json' };

const marqueeSettings = {
  ADMIN_PASSWORD: password,
  SEED_DEMO: 'false',
  LOG_LEVEL: 'silent',
  HOST: '127.0.0.1',
  MEDIA_MAX_BYTES: '60000000',
  SWEEP_INTERVAL_MINUTES: '0',
  AUDIT_INTERVAL_HOURS: '0',
  UPLOADS_PER_MINUTE: '0',
  UPLOAD_BYTES_PER_DAY: '0',
};

/** Marquee runs with the flags of its own start. */
const { scripts: commands } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
const flagsOfStart = commands.start.match(/--\S+/g) ?? [];

/** @type {Record<string, {script: string, env?: Record<string, string>, ours?: true, signsIn?: true}>} */
const scripts = {
  Marquee: { script: 'servers/marquee.mjs', ours: true, signsIn: true },
  reader: { script: 'servers/reader.mjs', ours: true },
  bare: { script: 'servers/bare.mjs' },
  usual: { script: 'servers/usual.mjs' },
  original: { script: 'servers/original.mjs' },
  'Marquee with proof': { script: '../../dist/src/main.js', ours: true, signsIn: true },
  'usual with sharp': { script: 'servers/usual-events.mjs' },
  'usual, scrubbed too': { script: 'servers/usual-events.mjs', env: { BENCH_SCRUB: 'on' } },
};

/**
 * @param {string} name of one of the above
 * @param {{parent: string, databaseUrl?: string}} place parent: folder that all files go below;
 *   without a database, Marquee starts one of its own that syncs
 * @returns a server in an empty folder of its own, and what a request to it must carry
 */
export async function start(name, { databaseUrl, parent }) {
  const { env = {}, ours = false, script, signsIn = false } = scripts[name];
  const folder = await mkdtemp(join(parent, 'marquee-pictures-'));
  const database = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
  const server = await startServer(fileURLToPath(new URL(script, import.meta.url)), {
    path: '/health/live',
    env: { ...marqueeSettings, ...database, ...env, DATA_DIR: folder },
    flags: ours ? flagsOfStart : [],
  });
  const token = signsIn ? { Authorization: `Bearer ${await signIn(server.origin)}` } : {};
  return {
    ...server,
    name,
    headers: { ...json, ...token },
    async forgetFiles() {
      const media = join(folder, 'media');
      const types = (await readdir(media)).filter((type) => !type.startsWith('.'));
      await Promise.all(types.map((type) => rm(join(media, type), { recursive: true })));
      await mkdir(join(media, 'upload'));
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @returns {Promise<string | null>} why the original design can't be measured here */
export async function originalIsMissing() {
  try {
    await run('gunicorn', ['--version']);
    await run('/usr/bin/python3', ['-c', 'import flask, gunicorn']);
    return null;
  } catch {
    return 'skipped: it takes gunicorn and Flask (Debian: apt-get install gunicorn python3-flask)';
  }
}

async function signIn(origin) {
  const response = await fetch(`${origin}/v1/auth/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email: 'admin@marquee.example', password }),
  });
  const { access_token: token } = await response.json();
  return token;
}

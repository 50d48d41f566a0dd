// npm run bench:pictures [-- transport | durable | memory | proof | overload]; writes its sections of RESULTS.md.
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDatabase } from '../support/database.mjs';
import { writeBodies } from './bodies.mjs';
import { originalIsMissing, start } from './contenders.mjs';
import { dist } from './marquee-modules.mjs';
import { measureMemory } from './memory.mjs';
import { measureOverload } from './overload.mjs';
import { measureProof } from './proof.mjs';
import { writeMemory, writeOverload, writeProof, writeTransport } from './report.mjs';
import { measureTransport } from './transport.mjs';

/** A file system in memory: nobody waits for a disk there, whatever he syncs. */
const inMemory = '/dev/shm';

const missing = await originalIsMissing();
const contenders = [
  'Marquee',
  'reader',
  'bare',
  'usual',
  ...(missing === null ? ['original'] : []),
];

const parts = {
  async transport({ bodies, place }) {
    const plan = { bodies, concurrencies: [1, 8, 32], rounds: 3, seconds: 1 };
    await writeTransport('pictures-transport', { cells: await compare(place, plan), missing });
  },
  async durable({ bodies, folderOnDisk }) {
    const { '10 KB': small, '1 MB': large, '10 MB': huge } = bodies;
    const chosen = { '10 KB': small, '1 MB': large, '10 MB': huge };
    const plan = { bodies: chosen, concurrencies: [8], rounds: 3, seconds: 3 };
    const cells = await compare({ parent: folderOnDisk }, plan);
    await writeTransport('pictures-durable', { cells, missing });
  },
  async memory({ bodies, place }) {
    const measured = [];
    for (const name of ['Marquee', 'bare', 'usual'])
      measured.push(await measureMemory(name, { ...place, bodies }));
    await writeMemory(measured);
  },
  async proof({ database, place }) {
    await writeProof(await measureProof({ ...place, database, rounds: 3, seconds: 6 }));
  },
  async overload({ database, folderOnDisk }) {
    await writeOverload(await measureOverload({ database, parent: folderOnDisk }));
  },
};

async function compare(place, plan) {
  const servers = [];
  try {
    for (const name of contenders) servers.push(await start(name, place));
    return await measureTransport(servers, plan);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

async function rootInMemory() {
  return access(inMemory).then(
    () => inMemory,
    () => tmpdir(),
  );
}

const chosen = process.argv.slice(2);
const parent = await mkdtemp(join(await rootInMemory(), 'marquee-bench-'));
const folderOnDisk = await mkdtemp(join(tmpdir(), 'marquee-bench-'));
const database = await startDatabase(dist);
try {
  const bodies = await writeBodies(parent);
  const place = { parent, databaseUrl: database.url };
  for (const [name, measure] of Object.entries(parts))
    if (chosen.length === 0 || chosen.includes(name))
      await measure({ bodies, database, folderOnDisk, place });
} finally {
  await database.stop();
  await rm(parent, { recursive: true });
  await rm(folderOnDisk, { recursive: true });
}

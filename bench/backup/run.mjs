// `npm run bench:backup`: what a backup and its restore take of memory, for files and rows of several sizes.
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDatabase } from '../support/database.mjs';
import { machineFacts, table, writeSection } from '../support/results.mjs';
import { peakOf } from './peak.mjs';
import { Source, emptyDatabase, versionOf } from './source.mjs';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));
const option = (name, usual) =>
  Number(process.argv.find((one) => one.startsWith(`--${name}=`))?.split('=')[1] ?? usual);
const megabytes = option('megabytes', 300);
const fileMegabytes = 5;

/** Nothing, and much of the one or the other. */
const subjects = [
  { name: 'nothing', files: 0, rows: 0 },
  { name: `${megabytes / 10} MB of files`, files: megabytes / 10, rows: 0 },
  { name: `${megabytes} MB of files`, files: megabytes, rows: 0 },
  { name: `${megabytes} MB of rows`, files: 0, rows: megabytes },
];

const postgres = await startDatabase(dist);
const folder = await mkdtemp(join(tmpdir(), 'marquee-bench-backup-'));
try {
  const rows = [];
  for (const [number, subject] of subjects.entries()) rows.push(await measure(number, subject));
  const head = ['in the database and the storage', 'archive', 'backup', 'restore'];
  const version = await versionOf(postgres.url);
  const text = `
## Memory of backups and restores

\`npm run bench:backup\`. ${machineFacts(version)}. The most that each process had resident, in MB, from its start to its
end; files of ${fileMegabytes} MB in a folder, random bytes.

${table([head, ...rows])}
`;
  await writeSection('backup', text);
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

/** @returns a line of the table */
async function measure(number, { files, name, rows }) {
  const place = join(folder, String(number));
  await mkdir(place);
  const source = await Source.make(dist, {
    postgresUrl: postgres.url,
    dataDir: join(place, 'source'),
  });
  await source.store(files / fileMegabytes, fileMegabytes * 1_000_000);
  await source.fill(rows);
  const archive = join(place, 'marquee.tar');
  const backup = await peakOf(join(dist, 'src/app.backup.js'), archive, source.settings);
  const empty = {
    DATABASE_URL: await emptyDatabase(postgres.url),
    DATA_DIR: join(place, 'restored'),
  };
  const restored = await peakOf(join(dist, 'src/app.restore.js'), archive, empty);
  const { size } = await stat(archive);
  await rm(place, { recursive: true });
  return [name, ...[size / 1e6, backup, restored].map((one) => one.toFixed(0))];
}

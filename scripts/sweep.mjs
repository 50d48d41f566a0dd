// `npm run media:sweep -- --dry-run`: what nothing refers to is removed, or with --dry-run only told, and rows,
// ledger and storage are compared. The settings are those of `npm start`.
import { existsSync } from 'node:fs';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { inProject, root } from './project.mjs';

const known = ['--dry-run'];
const strange = process.argv.slice(2).find((argument) => !known.includes(argument));
if (strange !== undefined) {
  console.error(`What is ${strange}? Known is ${known.join(', ')}.`);
  process.exit(1);
}

process.chdir(root);
await installIfNeeded();
await buildIfNeeded();
if (existsSync(inProject('.env'))) process.loadEnvFile(inProject('.env'));
try {
  await sweep(process.argv.includes('--dry-run'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** @param {boolean} dryRun */
async function sweep(dryRun) {
  await import('reflect-metadata');
  const { createApp } = await import('../dist/src/app.factory.js');
  const { MediaSweeper } = await import('../dist/src/media/ledger/media.sweeper.js');
  const { sentencesOf } = await import('../dist/src/media/ledger/sweeper.report.js');
  // What it has to say it says below; and it must not begin a sweep of its own.
  const app = await createApp({ LOG_LEVEL: 'warn', ...process.env, SWEEP_INTERVAL_MINUTES: '0' });
  try {
    const report = await app.get(MediaSweeper).sweep({ audit: true, dryRun });
    if (report === null) console.log('Another process sweeps at this moment.');
    else tell(report, sentencesOf(report));
  } finally {
    await app.close();
  }
}

/**
 * @param {import('../src/media/ledger/sweeper.report.js').SweepReport} report
 * @param {readonly string[]} sentences
 */
function tell({ dryRun, milliseconds }, sentences) {
  for (const sentence of sentences) console.log(sentence);
  if (sentences.length === 0) console.log('There is nothing to sweep, and nothing disagrees.');
  console.log(`${dryRun ? 'Dry run: nothing was changed' : 'Swept'} (${milliseconds} ms).`);
}

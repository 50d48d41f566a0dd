import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { installIfNeeded } from './install.mjs';
import { inProject } from './project.mjs';

const testStep = 'check:tests';

/** Runs the steps of `npm run check` and ends with one line that says how many passed and failed. */
export async function check() {
  await installIfNeeded();
  const { scripts } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const steps = Object.keys(scripts).filter(
    (name) => name.startsWith('check:') && name !== testStep,
  );
  const outcomes = await Promise.all(steps.map((step) => runStep(step, scripts[step])));
  const broken = steps.filter((_step, index) => !outcomes[index]);
  const tally = await runTests(scripts[testStep]);
  for (const step of broken) console.log(`${step} failed`);
  report({ ...tally, failed: tally.failed + broken.length });
}

/** These run side by side, so each shows its words when it has said them all. */
async function runStep(name, command) {
  const started = performance.now();
  const { ok, output } = await runChild(command, [], { shell: true });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
  if (!ok) console.log(output.trimEnd());
  return ok;
}

async function runTests(command) {
  const folder = mkdtempSync(join(tmpdir(), 'marquee-tally-'));
  const file = join(folder, 'tally.json');
  const reporter = inProject('scripts', 'tally-reporter.mjs');
  try {
    const counted = `${command} --reporter=default --reporter="${reporter}"`;
    const env = { MARQUEE_TALLY_FILE: file };
    const { ok } = await runChild(counted, [], { shell: true, stdio: 'inherit', env });
    const tally = readTally(file);
    // A runner that fails without a failed test has still failed.
    return !ok && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.log('The tests ended without a result.');
    return { passed: 0, failed: 1, skipped: [] };
  }
}

function report({ passed, failed, skipped }) {
  for (const reason of new Set(skipped)) {
    console.log(`skipped ${skipped.filter((other) => other === reason).length}: ${reason}`);
  }
  const told = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
  console.log(`${passed} passed, ${failed} failed${told}`);
  process.exitCode = failed > 0 ? 1 : 0;
}

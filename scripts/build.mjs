import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { inProject } from './project.mjs';

const sources = ['src', 'migrations', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const stamp = inProject('dist', '.sources');

/** Compiles to `dist/` when a source is newer, older, more or less than at the last build. */
export async function buildIfNeeded() {
  const present = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === present) return;
  console.log('Building ...');
  removeOutputsWithoutSource();
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc');
  const args = [compiler, '-p', 'tsconfig.build.json'];
  const { ok } = await runChild(process.execPath, args, { stdio: 'inherit' });
  if (!ok) {
    rmSync(stamp, { force: true });
    console.error('The build failed.');
    process.exit(1);
  }
  writeFileSync(stamp, present);
}

/** Of names, sizes and times: a few milliseconds for hundreds of files, and nothing is read. */
function fingerprint() {
  const files = sources.flatMap((source) => filesUnder(source));
  const lines = files.map((file) => {
    const { size, mtimeMs } = statSync(inProject(file));
    return `${file} ${size} ${mtimeMs}`;
  });
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** A migration that is gone from the sources must not run out of an old build. */
function removeOutputsWithoutSource() {
  for (const folder of ['src', 'migrations']) {
    const outputs = existsSync(inProject('dist', folder)) ? filesUnder(join('dist', folder)) : [];
    for (const output of outputs) {
      const source = output.slice('dist/'.length).replace(/\.js(\.map)?$/, '.ts');
      if (!existsSync(inProject(source))) rmSync(inProject(output));
    }
  }
}

/**
 * @param {string} path of a file or folder, from the root
 * @returns {string[]} all files, from the root, in order
 */
function filesUnder(path) {
  if (!existsSync(inProject(path))) return [];
  if (!statSync(inProject(path)).isDirectory()) return [path];
  return readdirSync(inProject(path))
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

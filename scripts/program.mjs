import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { inProject, root } from './project.mjs';

/**
 * Runs a program of `dist/` in this process, with the settings of `npm start`. Its arguments are paths: from where
 * npm was called, which starts scripts in the project's root.
 *
 * @param {string} name such as `app.backup.js`
 */
export async function runProgram(name) {
  const from = process.env.INIT_CWD ?? process.cwd();
  process.argv = process.argv.map((argument, index) =>
    index < 2 || argument.startsWith('-') ? argument : resolve(from, argument),
  );
  process.chdir(root);
  await installIfNeeded();
  await buildIfNeeded();
  if (existsSync(inProject('.env'))) process.loadEnvFile(inProject('.env'));
  await import(`../dist/src/${name}`);
}

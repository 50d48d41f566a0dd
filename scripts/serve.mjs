import { existsSync } from 'node:fs';
import module from 'node:module';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build.mjs';
import { installIfNeeded } from './install.mjs';
import { inProject, root } from './project.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const envFile = inProject('.env');

/**
 * Installs and builds what is missing, then becomes the server: in this very process, so that a signal
 * meant for `npm start` finds the one who must act on it.
 */
export async function serve() {
  process.chdir(root);
  // Until the server listens to signals itself, an exit is the way to leave nothing running.
  const leave = () => process.exit(0);
  for (const signal of signals) process.on(signal, leave);
  await installIfNeeded();
  await buildIfNeeded();
  // What the environment says already stands.
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  module.enableCompileCache?.(inProject('node_modules', '.cache', 'compiled'));
  await import(pathToFileURL(inProject('dist', 'src', 'main.js')).href);
  for (const signal of signals) process.removeListener(signal, leave);
}

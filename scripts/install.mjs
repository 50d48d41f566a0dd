import { readFileSync } from 'node:fs';
import { runChild } from './child.mjs';
import { inProject } from './project.mjs';

/** Installs what package-lock.json asks for and node_modules lacks; ends the process where that fails. */
export async function installIfNeeded() {
  if (isInstalled()) return;
  console.log('Installing packages. This takes a minute, once ...');
  // The build needs the development packages, whatever NODE_ENV says.
  const flags = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, ...first] = npm();
  const shell = process.platform === 'win32';
  const { ok, output } = await runChild(command, [...first, ...flags], { shell });
  if (ok) return;
  console.error(output);
  console.error(
    'The packages could not be installed. Marquee needs the npm registry for that, once.',
  );
  process.exit(1);
}

/** The npm that runs this script, else the one on the path. */
function npm() {
  const running = process.env.npm_execpath;
  return running?.endsWith('npm-cli.js') ? [process.execPath, running] : ['npm'];
}

/** npm leaves a list of what it installed; only packages of other platforms may be missing from it. */
function isInstalled() {
  try {
    const wanted = packagesOf('package-lock.json');
    const present = packagesOf('node_modules/.package-lock.json');
    return Object.entries(wanted).every(([path, { version, optional, link }]) => {
      if (path === '' || link) return true;
      return present[path] === undefined ? optional === true : present[path].version === version;
    });
  } catch {
    return false;
  }
}

/** @param {string} lockFile */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(inProject(lockFile), 'utf8')).packages;
}

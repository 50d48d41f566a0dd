import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { inProject, root } from './project.mjs';

/**
 * Runs a program of the project to its end; it ends with this process, too.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options] `stdio: 'inherit'` streams; else output is kept
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export async function runChild(command, args, { env, ...options } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(env),
    ...options,
  });
  const end = () => child.kill();
  process.once('exit', end);
  const pieces = [];
  child.stdout?.on('data', (piece) => pieces.push(piece));
  child.stderr?.on('data', (piece) => pieces.push(piece));
  try {
    const [code] = await once(child, 'close');
    return { ok: code === 0, output: Buffer.concat(pieces).toString() };
  } catch (error) {
    return { ok: false, output: `${command}: ${error.message}\n` };
  } finally {
    process.removeListener('exit', end);
  }
}

/** Programs of node_modules are found as npm's own scripts find them. */
function environment(more) {
  const path = `${inProject('node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`;
  return { ...process.env, PATH: path, ...more };
}

import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the kernel says about a living process. */
export interface ProcessFacts {
  readonly parent: number;
  /** Absolute working directory, followed through renames. */
  readonly directory: string;
  readonly command: string;
}

/**
 * A process id alone proves nothing: ids are used again, in containers within seconds. These facts do.
 *
 * @returns undefined when no such process lives or its facts may not be read
 */
export async function processFacts(pid: number): Promise<ProcessFacts | undefined> {
  try {
    return process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  } catch {
    return undefined;
  }
}

async function fromProc(pid: number): Promise<ProcessFacts> {
  const [status, directory, command] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readlink(`/proc/${pid}/cwd`),
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
  ]);
  const parent = Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]);
  return { parent, directory, command: command.replaceAll('\0', ' ') };
}

async function fromPs(pid: number): Promise<ProcessFacts> {
  const [status, files] = await Promise.all([
    run('ps', ['-ww', '-o', 'ppid=,args=', '-p', String(pid)]),
    run('lsof', ['-a', '-d', 'cwd', '-F', 'n', '-p', String(pid)]),
  ]);
  const [parent = '', ...command] = status.stdout.trim().split(/\s+/);
  const directory = /^n(.*)$/m.exec(files.stdout)?.[1] ?? '';
  return { parent: Number(parent), directory, command: command.join(' ') };
}

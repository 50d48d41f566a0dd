import fs from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { diskJobs } from './disk-jobs.js';

let root: string;
let source: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'marquee-disk-'));
  source = join(root, 'source');
  await writeFile(source, 'a picture');
});
afterEach(async () => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
  await rm(root, { recursive: true });
});

/** The calls that a power cut makes a difference to, in their order; folders by their names. */
function recordCalls(): string[] {
  const calls: string[] = [];
  const opened = new Map<number, string>();
  const { fdatasyncSync, fsyncSync, linkSync, openSync } = fs;
  vi.spyOn(fs, 'openSync').mockImplementation((path, flags, mode) => {
    const file = openSync(path, flags, mode);
    opened.set(file, String(path).slice(root.length));
    return file;
  });
  vi.spyOn(fs, 'fdatasyncSync').mockImplementation((file) => {
    calls.push(`bytes of ${opened.get(file)}`);
    fdatasyncSync(file);
  });
  vi.spyOn(fs, 'fsyncSync').mockImplementation((file) => {
    calls.push(`names in ${opened.get(file)}`);
    fsyncSync(file);
  });
  vi.spyOn(fs, 'linkSync').mockImplementation((from, to) => {
    calls.push(`link ${String(to).slice(root.length)}`);
    linkSync(from, to);
  });
  syncBuiltinESMExports();
  return calls;
}

describe('a file that is shared', () => {
  it('has its name after its bytes are durable, and lies in folders that are', () => {
    const calls = recordCalls();
    expect(diskJobs.share(source, join(root, 'event/ab/key/original.png'), 'durable')).toBe(true);
    expect(calls.splice(0)).toEqual([
      'bytes of /source',
      'link /event/ab/key/original.png',
      'names in /event/ab/key',
      'names in /event/ab',
      'names in /event',
      'names in ',
    ]);
    expect(diskJobs.share(source, join(root, 'event/ab/other/original.png'), 'durable')).toBe(true);
    expect(calls.slice(2)).toEqual(['names in /event/ab/other', 'names in /event/ab']);
  });

  it('waits for its name no longer than for its bytes where that is fleeting', () => {
    const calls = recordCalls();
    expect(diskJobs.share(source, join(root, 'key/large.png'), 'fleeting')).toBe(true);
    expect(calls).toEqual(['bytes of /source', 'link /key/large.png', 'link /key/large.png']);
  });

  it('takes no name that another has', async () => {
    const taken = join(root, 'taken');
    await writeFile(taken, 'another');
    expect(diskJobs.share(source, taken, 'durable')).toBe(false);
    expect(diskJobs.name(source, taken)).toBe(false);
    expect(fs.readFileSync(taken, 'utf8')).toBe('another');
  });
});

describe('a file that is created', () => {
  it('is for its owner alone, as is its folder', async () => {
    const path = join(root, 'own', 'file');
    diskJobs.create(path, Buffer.from('a picture'));
    expect(fs.readFileSync(path, 'utf8')).toBe('a picture');
    for (const each of [path, join(root, 'own')]) expect((await stat(each)).mode & 0o077).toBe(0);
  });

  it('follows no link that stands in its place, and replaces nothing', async () => {
    const link = join(root, 'link');
    await symlink(join(root, 'elsewhere'), link);
    for (const path of [link, source])
      expect(() => diskJobs.create(path, Buffer.from('x'))).toThrow('EEXIST');
    expect(await readdir(root)).not.toContain('elsewhere');
  });
});

describe('a folder that is removed', () => {
  it('goes with all that is in it, and may be gone already', async () => {
    const folder = join(root, 'folder');
    await mkdir(join(folder, 'deeper'), { recursive: true });
    await writeFile(join(folder, 'file'), 'x');
    diskJobs.removeFolder(folder);
    diskJobs.removeFolder(folder);
    expect(await readdir(root)).toEqual(['source']);
  });
});

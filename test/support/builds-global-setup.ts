import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

// Below the project, so that what is not built in is found in its node_modules.
const cache = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where servers are built; it is gone with the run. See buildServer. */
    readonly buildsFolder: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'builds-'));
  project.provide('buildsFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}

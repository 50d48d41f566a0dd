import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './test/support/slowest-first.js';

export default defineConfig({
  test: {
    // As main.ts does first of all.
    setupFiles: ['reflect-metadata'],
    pool: 'forks',
    // Image workers, which tests start, inherit it.
    execArgv: ['--import', new URL('test/support/typescript-loader.mjs', import.meta.url).href],
    maxWorkers: 2,
    // Most of a file's time was that of loading the app once more. A file that leaves something behind in its process
    // harms those after it: whatever it stubs, it restores.
    isolate: false,
    sequence: { sequencer: SlowestFirst },
    // What hangs is ended by them, and nothing is measured: a busy machine is no fault.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.spec.ts'] } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/**/*.spec.ts'],
          // One Postgres for the run; it starts only where a file of this project runs.
          globalSetup: [
            'test/support/postgres-global-setup.ts',
            'test/support/builds-global-setup.ts',
          ],
        },
      },
    ],
  },
});

import { register } from 'node:module';

/**
 * Lets a process that a test starts run our TypeScript as it stands, as vitest does for the test itself.
 * vitest.config.ts passes it to its workers, from which their children inherit it.
 */
register('./typescript-hooks.mjs', import.meta.url);

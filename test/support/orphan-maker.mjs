// A server that dies at once without a word: it boots Postgres on the given directory and kills itself.
import { runnerImport } from 'vite';

const boot = new URL('../../src/database/embedded-postgres.ts', import.meta.url).pathname;
const { module } = await runnerImport(decodeURIComponent(boot));
await module.startEmbeddedPostgres({ dataDir: process.argv[2], durability: 'throwaway' });
process.kill(process.pid, 'SIGKILL');

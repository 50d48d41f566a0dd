// Starts gunicorn with the original design, one worker for each core, and ends with it.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const { DATA_DIR, PATH, PORT } = process.env;
const address = ['--bind', `127.0.0.1:${PORT}`, '--workers', String(availableParallelism())];
const quiet = ['--log-level', 'error', '--timeout', '300'];
const gunicorn = spawn('gunicorn', [...address, ...quiet, 'original:app'], {
  cwd: folder,
  env: { DATA_DIR, PATH, PYTHONDONTWRITEBYTECODE: '1' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
process.on('SIGTERM', () => gunicorn.kill('SIGTERM'));
gunicorn.on('exit', (code) => process.exit(code ?? 1));

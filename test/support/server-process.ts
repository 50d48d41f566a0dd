import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { admin } from './admin.js';
import { freePort } from './free-port.js';
import { patientSettings } from './patient-settings.js';

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Nothing that another test would have to wait for, and every word of the log. */
const usual = {
  ...patientSettings,
  HOST: '127.0.0.1',
  NODE_ENV: 'test',
  LOG_LEVEL: 'info',
  // A client that pauses must not find its connection closed in the moment in which it uses it again.
  KEEP_ALIVE_SECONDS: '3600',
  IMAGE_WORKERS: '1',
  SEED_DEMO: 'false',
  ADMIN_EMAIL: admin.email,
  ADMIN_PASSWORD: admin.password,
};

/** `src/main.ts` in a process of its own, as it runs everywhere. */
export class ServerProcess {
  #output = '';
  readonly ended: Promise<ProcessEnd>;

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (piece: Buffer) => (this.#output += piece.toString()));
    this.ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  }

  /**
   * @param program built by `buildServer('src/main.ts')`
   * @param descriptors that it may have open at once; as many as the tests may by default
   */
  static async launch(
    program: string,
    settings: Readonly<Record<string, string>>,
    descriptors: number | 'unlimited' = 'unlimited',
  ): Promise<ServerProcess> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = { PATH: process.env['PATH'], ...usual, PORT: String(port), PUBLIC_URL: url };
    // Node takes as many as it may, so that it has to be kept from them before it starts.
    const limit = descriptors === 'unlimited' ? ':' : `ulimit -n ${descriptors}`;
    const child = spawn('sh', ['-c', `${limit}; exec "$@"`, 'sh', process.execPath, program], {
      env: { ...env, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ServerProcess(url, child);
  }

  get pid(): number {
    return Number(this.child.pid);
  }

  /** All that it has said. */
  get output(): string {
    return this.#output;
  }

  /** @throws Error with its words, where it ends without having said this */
  async says(words: string | RegExp): Promise<void> {
    while (this.output.search(words) === -1) {
      const news = once(this.child.stdout!, 'data').then(() => null);
      const end = await Promise.race([news, this.ended]);
      if (end !== null) throw new Error(`It ended with ${JSON.stringify(end)}:\n${this.output}`);
    }
  }

  /** Resolves when it listens. */
  serves(): Promise<void> {
    return this.says('Marquee is up');
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

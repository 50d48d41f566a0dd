import 'reflect-metadata';
import { createApp } from '../../src/app.factory.js';
import { MediaSweeper } from '../../src/media/ledger/media.sweeper.js';
import type { SweepReport } from '../../src/media/ledger/sweeper.report.js';
import { Seed } from '../../src/seed/seed.js';

/** What the test tells the server that it is going to kill. */
export type Order =
  | { readonly kind: 'serve'; readonly environment: Record<string, string> }
  | { readonly kind: 'seed' }
  | { readonly kind: 'sweep' };

export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'serving' }
  | { readonly kind: 'seeded' }
  | { readonly kind: 'swept'; readonly report: SweepReport | null }
  | { readonly kind: 'failed'; readonly message: string };

let sweeper: MediaSweeper | undefined;
let seed: Seed | undefined;

async function obey(order: Order): Promise<Reply> {
  if (order.kind === 'sweep')
    return { kind: 'swept', report: (await sweeper?.sweep({ audit: true })) ?? null };
  if (order.kind === 'seed') {
    await seed?.run();
    return { kind: 'seeded' };
  }
  const app = await createApp(order.environment);
  // As test/support/app.ts says; a client that reuses its sockets must not take their end for a crash.
  app.getHttpServer().keepAliveTimeout = 0;
  await app.listen(Number(order.environment['PORT']), '127.0.0.1');
  sweeper = app.get(MediaSweeper);
  seed = app.get(Seed);
  return { kind: 'serving' };
}

function reply(message: Reply): void {
  process.send?.(message);
}

// Nothing outlives the test, whatever ends it.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (order: Order) => {
  obey(order).then(reply, (error: Error) =>
    reply({ kind: 'failed', message: String(error.stack) }),
  );
});
reply({ kind: 'ready' });

import { expect, it, onTestFinished } from 'vitest';
import { createApp } from '../../src/app.factory.js';
import { Seed } from '../../src/seed/seed.js';
import { startTestApp } from '../support/app.js';
import { query, tracesOf } from '../support/traces.js';

it('of several servers that start at once on an empty database, one seeds', async () => {
  const app = await startTestApp();
  onTestFinished(() => app.close());
  const others = await Promise.all([1, 2].map(() => neighbourOf(app)));
  const servers = [app.nest, ...others];
  const admins = await Promise.all(servers.map((server) => server.get(Seed).run()));
  const passwords = admins.flatMap(({ generatedPassword }) => generatedPassword ?? []);
  expect(passwords).toHaveLength(1);
  expect(await query(app, 'SELECT name FROM events ORDER BY id LIMIT 1')).toEqual([
    { name: 'Longshore' },
  ]);
  const { attachments, events, ledger } = await tracesOf(app);
  expect(events).toBe(6);
  // Nobody else has so much as drawn a picture.
  expect(ledger).toBe(attachments);
});

async function neighbourOf({ database, dataDir }: Awaited<ReturnType<typeof startTestApp>>) {
  const neighbour = await createApp({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    NODE_ENV: 'test',
  });
  onTestFinished(() => neighbour.close());
  return neighbour.init();
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api } from '../support/api.js';
import { type TestDatabase, createTestDatabase } from '../support/database.js';
import { freePort } from '../support/free-port.js';
import { patientSettings } from '../support/patient-settings.js';
import { LoopbackMailServer } from '../support/mail-server.js';
import { query } from '../support/traces.js';
import { CrashServer } from './crash-server.js';
import { buildServer } from '../support/server-build.js';

describe('a mail that is owed', () => {
  let mails: LoopbackMailServer;
  let database: TestDatabase;
  let dataDir: string;
  let server: CrashServer;
  let api: Api;

  beforeAll(async () => {
    const program = await buildServer('test/crash/server-program.ts');
    mails = await LoopbackMailServer.start();
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'marquee-mail-'));
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    api = new Api({ url });
    server = new CrashServer(program, {
      ...patientSettings,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: url,
      LOG_LEVEL: 'silent',
      IMAGE_WORKERS: '1',
      SMTP_URL: mails.url,
      MAIL_POLL_MILLISECONDS: '200',
    });
  });
  afterAll(async () => {
    await server?.close();
    await mails?.close();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** The one who was killed may have had it in its hands: then the next one waits until it is sure that nobody has. */
  const waitIsOver = () => query({ database }, 'UPDATE mail_outbox SET due_at = now()');
  const arrived = () => mails.received.flatMap(({ to }) => to);

  it('is sent by the next server when the first is killed after its answer', async () => {
    await server.start();
    const { email } = await api.signUp();
    await server.kill();
    await waitIsOver();
    await server.start();
    await expect.poll(arrived).toContain(email);
    await server.kill();
  });

  it('is sent by the next server when the first is killed while it sends', async () => {
    await server.start();
    const release = mails.hold();
    const { email } = await api.signUp();
    await expect.poll(() => mails.held).toBeGreaterThan(0);
    await server.kill();
    release();
    expect(arrived()).not.toContain(email);
    await waitIsOver();
    await server.start();
    await expect.poll(arrived).toContain(email);
    await expect.poll(() => query({ database }, 'SELECT FROM mail_outbox')).toHaveLength(0);
  });
});

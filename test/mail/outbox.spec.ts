import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Housekeeping } from '../../src/database/housekeeping.js';
import { Transactions } from '../../src/database/transactions.js';
import { LetterWriters } from '../../src/mail/letter-writers.js';
import { MailDelivery } from '../../src/mail/mail.delivery.js';
import { Outbox } from '../../src/mail/outbox.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { LoopbackMailServer } from '../support/mail-server.js';
import { query } from '../support/traces.js';

describe('the outbox', () => {
  let server: LoopbackMailServer;
  let app: TestApp;
  let outbox: Outbox;
  let delivery: MailDelivery;

  beforeAll(async () => {
    server = await LoopbackMailServer.start();
    app = await startTestApp({ SMTP_URL: server.url, MAIL_ATTEMPTS: '2', MAIL_KEPT_DAYS: '1' });
    outbox = app.nest.get(Outbox);
    delivery = app.nest.get(MailDelivery);
    const writers = app.nest.get(LetterWriters);
    writers.enter('greeting', async (to) => ({ subject: `To ${to}`, text: 'Hello' }));
    writers.enter('unwanted', async () => null);
  });
  afterAll(async () => {
    await app?.close();
    await server.close();
  });
  afterEach(async () => {
    server.received.length = 0;
    server.refuse(false);
    await query(app, 'DELETE FROM mail_outbox');
  });

  const post = (recipient: string, kind = 'greeting') =>
    app.nest.get(Transactions).run((transaction) => outbox.post(transaction, { kind, recipient }));
  const owed = () =>
    query<{ recipient: string; attempts: number }>(
      app,
      'SELECT recipient, attempts FROM mail_outbox ORDER BY recipient',
    );
  const timePasses = () => query(app, "UPDATE mail_outbox SET due_at = due_at - interval '1 hour'");

  it('sends what was committed, once, and then owes nothing', async () => {
    await post('a@example.org');
    expect(await delivery.deliverDue()).toBe(1);
    expect(await delivery.deliverDue()).toBe(0);
    expect(server.received.map(({ to }) => to)).toEqual([['a@example.org']]);
    expect(await owed()).toEqual([]);
  });

  it('sends nothing of what was rolled back', async () => {
    const undone = app.nest.get(Transactions).run(async (transaction) => {
      await outbox.post(transaction, { kind: 'greeting', recipient: 'a@example.org' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await delivery.deliverDue()).toBe(0);
  });

  it('sends each mail once, however many send', async () => {
    const people = Array.from({ length: 30 }, (_, index) => `${index}@example.org`);
    for (const recipient of people) await post(recipient);
    await Promise.all(Array.from({ length: 4 }, () => delivery.deliverDue()));
    expect(server.received.flatMap(({ to }) => to).sort()).toEqual(people.sort());
  });

  it('does not send what is not wanted any more', async () => {
    await post('a@example.org', 'unwanted');
    expect(await delivery.deliverDue()).toBe(1);
    expect(server.received).toEqual([]);
    expect(await owed()).toEqual([]);
  });

  it('tries again after a while, and gives up after so many attempts', async () => {
    server.refuse(true);
    await post('a@example.org');
    expect(await delivery.deliverDue()).toBe(1);
    expect(await delivery.deliverDue()).toBe(0);
    await timePasses();
    expect(await delivery.deliverDue()).toBe(1);
    await timePasses();
    server.refuse(false);
    expect(await delivery.deliverDue()).toBe(0);
    expect(server.refused).toBeGreaterThanOrEqual(2);
    expect(await owed()).toEqual([{ recipient: 'a@example.org', attempts: 2 }]);
  });

  it('sends later what was posted while the mail server was gone', async () => {
    const port = Number(new URL(server.url).port);
    await server.close();
    await post('a@example.org');
    expect(await delivery.deliverDue()).toBe(1);
    expect(await owed()).toEqual([{ recipient: 'a@example.org', attempts: 1 }]);
    server = await LoopbackMailServer.start(port);
    await timePasses();
    expect(await delivery.deliverDue()).toBe(1);
    expect(server.received.map(({ to }) => to)).toEqual([['a@example.org']]);
    expect(await owed()).toEqual([]);
  });

  it('keeps one that cannot be sent from holding up the others', async () => {
    const writers = app.nest.get(LetterWriters);
    writers.enter('broken', () => Promise.reject(new Error('no ink')));
    await post('a@example.org', 'broken');
    await post('b@example.org');
    expect(await delivery.deliverDue()).toBe(2);
    expect(server.received.map(({ to }) => to)).toEqual([['b@example.org']]);
  });

  it('owes still what a process took and did not send before it died', async () => {
    await post('a@example.org');
    expect(await outbox.take(['greeting'])).toMatchObject({ attempts: 1 });
    expect(await delivery.deliverDue()).toBe(0);
    await timePasses();
    expect(await delivery.deliverDue()).toBe(1);
    expect(server.received).toHaveLength(1);
  });

  it('leaves kinds that nobody here can write to those who can', async () => {
    await post('a@example.org', 'of-the-next-version');
    expect(await delivery.deliverDue()).toBe(0);
    expect(await owed()).toEqual([{ recipient: 'a@example.org', attempts: 0 }]);
  });

  it('forgets what was given up long ago, and nothing else', async () => {
    await post('a@example.org');
    await post('b@example.org');
    await query(
      app,
      `UPDATE mail_outbox SET attempts = 2, due_at = now() - interval '25 hours'
       WHERE recipient = 'a@example.org'`,
    );
    await app.nest.get(Housekeeping).run();
    expect((await owed()).map(({ recipient }) => recipient)).toEqual(['b@example.org']);
  });
});

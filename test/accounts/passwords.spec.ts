import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Housekeeping } from '../../src/database/housekeeping.js';
import type { SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { query } from '../support/traces.js';
import { AccountApi, tokensIn } from './account-api.js';
import { Mailbox } from './mailbox.js';

const fresh = 'a new password';

describe('a password', () => {
  let app: TestApp;
  let api: AccountApi;
  let mailbox: Mailbox;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp({ FRONTEND_URL: 'https://tickets.example/app/' });
    api = new AccountApi(app);
    mailbox = new Mailbox(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    user = await api.signUp();
    await mailbox.collect();
  });

  const ask = (email: string) => api.call('POST', '/v1/auth/reset-password', { data: { email } });
  const reset = (token: string, password = fresh) =>
    api.call('PATCH', '/v1/auth/reset-password', { data: { token, password } });
  const statusOfLogIn = async (password: string) => (await api.logIn({ ...user, password })).status;
  const tokens = () =>
    query<{ hash: Buffer }>(
      app,
      "SELECT hash FROM mailed_tokens WHERE user_id = $1 AND purpose = 'reset-password'",
      [user.id],
    );

  describe('that was forgotten', () => {
    it('is set anew by a link that leads to the frontend', async () => {
      await ask(user.email.toUpperCase());
      const [mail] = await mailbox.collect();
      expect(mail).toMatchObject({ to: user.email, subject: 'Set a new password' });
      expect(mail?.link?.href).toMatch(
        /^https:\/\/tickets\.example\/app\/reset-password\?token=[\w-]{32}$/,
      );
      const { document, status } = await reset(mail?.link?.searchParams.get('token') ?? '');
      expect([status, document]).toEqual([200, { id: user.id, email: user.email, name: null }]);
      expect(await statusOfLogIn(fresh)).toBe(200);
      expect(await statusOfLogIn(user.password)).toBe(401);
    });

    it('is set by members at the top as well', async () => {
      await api.call('POST', '/v1/auth/reset-password', { email: user.email });
      const body = { token: await mailbox.token(), password: fresh };
      expect((await api.call('PATCH', '/v1/auth/reset-password', body)).status).toBe(200);
    });

    it('is written down, as its owner’s deed, without the password', async () => {
      await ask(user.email);
      await reset(await mailbox.token());
      const deeds = await query(app, 'SELECT * FROM privileged_changes WHERE actor_id = $1', [
        user.id,
      ]);
      const deed = { action: 'reset-password', resource_type: 'user', resource_id: user.id };
      expect(deeds).toEqual([expect.objectContaining({ ...deed, client_network: '127.0.0.1' })]);
      expect(JSON.stringify(deeds)).not.toContain(fresh);
    });

    it('ends all sessions, verifies the address, and is told to the owner', async () => {
      const { access, refresh } = await api.remember(user);
      await ask(user.email);
      await reset(await mailbox.token());
      expect(await api.statusOf(access)).toBe(401);
      expect(await api.statusOf(user.token)).toBe(401);
      expect((await api.refresh(refresh)).status).toBe(401);
      expect((await mailbox.collect()).map(({ subject, to }) => [subject, to])).toEqual([
        ['Your password was changed', user.email],
      ]);
      const token = tokensIn(await api.logIn({ ...user, password: fresh })).access;
      const { document } = await api.get(`/v1/users/${user.id}`, { token });
      expect(document.data.attributes['is-verified']).toBe(true);
    });

    it('is set by a link once, and no other link is good then', async () => {
      await ask(user.email);
      const first = await mailbox.token();
      await ask(user.email);
      const second = await mailbox.token();
      expect((await reset(first)).status).toBe(200);
      for (const token of [first, second]) {
        const { document, status } = await reset(token, 'yet another one');
        expect([status, document.errors[0].code]).toEqual([422, 'invalid-mailed-token']);
        expect(document.errors[0].source.pointer).toBe('/data/token');
      }
      expect(await statusOfLogIn(fresh)).toBe(200);
    });

    it('is set by one of many who use a link at once', async () => {
      await ask(user.email);
      const token = await mailbox.token();
      const passwords = Array.from({ length: 6 }, (_, index) => `password ${index}`);
      const answers = await Promise.all(passwords.map((password) => reset(token, password)));
      const winner = answers.findIndex(({ status }) => status === 200);
      expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
      expect(await statusOfLogIn(passwords[winner] ?? '')).toBe(200);
    });

    it('is not set by a link that is too old, and that is forgotten', async () => {
      await ask(user.email);
      const token = await mailbox.token();
      await query(app, "UPDATE mailed_tokens SET expires_at = expires_at - interval '61 minutes'");
      expect((await reset(token)).status).toBe(422);
      await app.nest.get(Housekeeping).run();
      expect(await tokens()).toEqual([]);
    });

    it('is not set by a link for something else, or by what is none', async () => {
      await api.call('POST', '/v1/auth/resend-verification-email', { email: user.email });
      const verifying = await mailbox.token();
      await ask(user.email);
      await mailbox.collect();
      const [kept] = await tokens();
      const hash = kept?.hash.toString('base64url') ?? '';
      for (const token of [verifying, hash, '', 'x'.repeat(43), 'x\ud83d'])
        expect((await reset(token)).status).toBe(422);
    });

    it('is not used up by a new one that is too short', async () => {
      await ask(user.email);
      const token = await mailbox.token();
      const { document, status } = await reset(token, 'short');
      expect([status, document.errors[0].source.pointer]).toEqual([422, '/data/password']);
      expect(JSON.stringify(document)).not.toContain('short');
      expect((await reset(token)).status).toBe(200);
    });

    it('is asked for by nobody who gets to know whether the address is known', async () => {
      const asked = async (email: string) => {
        const { count, answer } = await counting(() => ask(email));
        const { status, document, headers } = answer;
        return { count, status, document, headers: [...headers.keys()].sort() };
      };
      const blocked = await api.signUp();
      await query(app, 'UPDATE users SET is_blocked = true WHERE id = $1', [blocked.id]);
      const known = await asked(user.email);
      expect(known.status).toBe(200);
      expect(await asked('nobody@example.org')).toEqual(known);
      expect(await asked(blocked.email)).toEqual(known);
      expect((await mailbox.collect()).map(({ to }) => to)).toEqual([user.email]);
    });

    it('floods no mailbox: what was sent still holds', async () => {
      for (let asked = 0; asked < 8; asked++) await ask(user.email);
      const mails = await mailbox.collect();
      expect(mails).toHaveLength(5);
      const [first] = mails;
      expect((await reset(first?.link?.searchParams.get('token') ?? '')).status).toBe(200);
    });

    it('is asked for with an address', async () => {
      for (const body of [{}, { data: {} }, { data: { email: 5 } }, { email: 'nobody' }, [], 'x'])
        expect((await api.call('POST', '/v1/auth/reset-password', body)).status).not.toBe(200);
      expect(await mailbox.collect()).toEqual([]);
    });

    it('leaves no token in the database, not even in what is owed', async () => {
      await ask(user.email);
      const owed = await query(app, 'SELECT * FROM mail_outbox');
      expect(JSON.stringify(owed)).not.toMatch(/token/);
      const token = await mailbox.token();
      const rows = await tokens();
      expect(rows).toHaveLength(1);
      const kept = rows[0]?.hash ?? Buffer.alloc(0);
      expect([kept.toString(), kept.toString('base64url')]).not.toContain(token);
    });
  });

  describe('that is known', () => {
    const change = (from: string, to = fresh, token = user.token) =>
      api.call(
        'POST',
        '/v1/auth/change-password',
        { data: { 'old-password': from, 'new-password': to } },
        token,
      );

    it('is changed, which ends all sessions and begins one', async () => {
      const { access, refresh } = await api.remember(user);
      const answer = await change(user.password);
      expect(answer.document).toMatchObject({
        id: user.id,
        email: user.email,
        name: null,
        'password-changed': true,
      });
      for (const token of [user.token, access]) expect(await api.statusOf(token)).toBe(401);
      expect((await api.refresh(refresh)).status).toBe(401);
      expect(await api.statusOf(answer.document.access_token)).toBe(200);
      expect(answer.document.refresh_token).toBeUndefined();
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect([await statusOfLogIn(fresh), await statusOfLogIn(user.password)]).toEqual([200, 401]);
      expect((await mailbox.collect()).map(({ subject }) => subject)).toEqual([
        'Your password was changed',
      ]);
    });

    it('goes on to be remembered where it was', async () => {
      const { access } = await api.remember(user);
      const { refresh } = tokensIn(await change(user.password, fresh, access));
      expect((await api.refresh(refresh)).status).toBe(200);
    });

    it('is not changed without it, or to itself, or to one that is too short', async () => {
      const wrong = await change('not this one');
      expect([wrong.status, wrong.document.errors[0]]).toMatchObject([
        422,
        { code: 'wrong-password', source: { pointer: '/data/old-password' } },
      ]);
      const same = await change(user.password, user.password);
      expect(same.document.errors[0].source.pointer).toBe('/data/new-password');
      expect((await change(user.password, 'short')).status).toBe(422);
      expect((await change(user.password, 'x'.repeat(1001))).status).toBe(422);
      expect((await api.call('POST', '/v1/auth/change-password', {})).status).toBe(401);
      expect(await api.statusOf(user.token)).toBe(200);
      expect(await mailbox.collect()).toEqual([]);
    });

    it('is changed by one of two at once, and one session is left', async () => {
      const answers = await Promise.all([
        change(user.password, 'first of two'),
        change(user.password, 'second of two'),
      ]);
      const late = answers.filter(({ status }) => status !== 200);
      expect(late).toHaveLength(1);
      // He finds another password, or his session over before he began.
      expect([401, 422]).toContain(late[0]?.status);
      const left = await query(app, 'SELECT FROM account_sessions WHERE user_id = $1', [user.id]);
      expect(left).toHaveLength(1);
    });

    it('opens no session beside its change', async () => {
      for (let round = 0; round < 5; round++) {
        const [from, to] = [`password ${round}`, `password ${round + 1}`];
        if (round === 0) await change(user.password, from);
        const { access } = tokensIn(await api.logIn({ ...user, password: from }));
        const [changed, ...opened] = await Promise.all([
          change(from, to, access),
          ...Array.from({ length: 4 }, () => api.logIn({ ...user, password: from })),
        ]);
        expect(changed?.status).toBe(200);
        const opening = opened.flatMap(({ document }) => document.access_token ?? []);
        for (const one of opening) expect(await api.statusOf(one)).toBe(401);
      }
    });

    it('is nothing that a token alone changes', async () => {
      const attributes = { password: fresh, 'first-name': 'Ada' };
      const { document, status } = await api.patch(
        `/v1/users/${user.id}`,
        { data: { type: 'user', id: user.id, attributes } },
        user,
      );
      expect([status, document.errors[0].source.pointer]).toEqual([
        403,
        '/data/attributes/password',
      ]);
      expect(await statusOfLogIn(user.password)).toBe(200);
    });
  });

  it('that an admin sets ends the sessions of its user, who is told', async () => {
    const admin = await api.signUp();
    await query(app, 'UPDATE users SET is_admin = true WHERE id = $1', [admin.id]);
    await mailbox.collect();
    const { status } = await api.patch(
      `/v1/users/${user.id}`,
      { data: { type: 'user', id: user.id, attributes: { password: fresh } } },
      admin,
    );
    expect(status).toBe(200);
    expect(await api.statusOf(user.token)).toBe(401);
    expect(await api.statusOf(admin.token)).toBe(200);
    expect(await statusOfLogIn(fresh)).toBe(200);
    const told = (await mailbox.collect()).map(({ subject, to }) => [subject, to]);
    expect(told).toEqual([['Your password was changed', user.email]]);
  });

  async function counting<T>(work: () => Promise<T>): Promise<{ count: number; answer: T }> {
    const { master } = app.nest.get(DataSource).driver as unknown as { readonly master: Pool };
    let count = 0;
    const acquired = () => void (count += 1);
    master.on('acquire', acquired);
    const answer = await work();
    master.off('acquire', acquired);
    return { count, answer };
  }
});

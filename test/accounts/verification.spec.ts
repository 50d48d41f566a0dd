import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { query } from '../support/traces.js';
import { AccountApi } from './account-api.js';
import { Mailbox } from './mailbox.js';

describe('an e-mail address', () => {
  let app: TestApp;
  let api: AccountApi;
  let mailbox: Mailbox;
  let user: SignedUp;
  let token: string;

  beforeAll(async () => {
    app = await startTestApp();
    api = new AccountApi(app);
    mailbox = new Mailbox(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    user = await api.signUp();
    token = await mailbox.token();
  });

  const verify = (sent: string) =>
    api.call('POST', '/v1/auth/verify-email', { data: { token: sent } });
  const resend = (email: string) =>
    api.call('POST', '/v1/auth/resend-verification-email', { data: { email } });
  const change = (attributes: Record<string, unknown>, as = user, id = user.id) =>
    api.patch(`/v1/users/${id}`, { data: { type: 'user', id, attributes } }, as);
  const isVerified = async () =>
    (await api.get(`/v1/users/${user.id}`, user)).document.data.attributes['is-verified'];

  it('is verified by the link that came with the sign-up', async () => {
    expect(await isVerified()).toBe(false);
    const { document, status } = await verify(token);
    expect([status, document]).toEqual([200, { message: 'The e-mail address is verified.' }]);
    expect(await isVerified()).toBe(true);
  });

  it('is verified once by a link', async () => {
    await verify(token);
    const again = await verify(token);
    expect([again.status, again.document.errors[0].code]).toEqual([422, 'invalid-mailed-token']);
  });

  it('is not verified by a link that is too old', async () => {
    await query(app, "UPDATE mailed_tokens SET expires_at = expires_at - interval '72 hours'");
    expect((await verify(token)).status).toBe(422);
    expect(await isVerified()).toBe(false);
  });

  it('is mailed to again on request, and the earlier link holds still', async () => {
    const answer = await resend(user.email);
    const second = await mailbox.token();
    expect(second).not.toBe(token);
    expect((await verify(token)).status).toBe(200);
    const later = await resend(user.email);
    expect(later.document).toEqual(answer.document);
    expect((await resend('nobody@example.org')).document).toEqual(answer.document);
    expect(await mailbox.collect()).toEqual([]);
  });

  it('links to Marquee itself where there is no frontend', async () => {
    await resend(user.email);
    const [mail] = await mailbox.collect();
    expect(mail?.link?.href).toMatch(new RegExp(`^${app.url}/verify\\?token=[\\w-]{32}$`));
  });

  describe('that is changed', () => {
    it('has to be verified anew, and both addresses are told', async () => {
      await verify(token);
      const moved = `moved-${user.email}`;
      const { document } = await change({ email: moved });
      expect(document.data.attributes).toMatchObject({ email: moved, 'is-verified': false });
      const mails = await mailbox.collect();
      expect(mails.map(({ subject, to }) => [to, subject])).toEqual([
        [moved, 'Please confirm your e-mail address'],
        [user.email, 'Your account has another e-mail address now'],
      ]);
      expect((await verify(mails[0]?.link?.searchParams.get('token') ?? '')).status).toBe(200);
      expect(await isVerified()).toBe(true);
    });

    it('is not verified by sending back that the old one was', async () => {
      await verify(token);
      const { document } = await api.get(`/v1/users/${user.id}`, user);
      const { id, type, attributes } = document.data;
      const email = `whole-${user.email}`;
      await api.patch(
        `/v1/users/${user.id}`,
        { data: { id, type, attributes: { ...attributes, email } } },
        user,
      );
      expect(await isVerified()).toBe(false);
      await mailbox.collect();
    });

    it('takes with it the links that were mailed to the old one', async () => {
      await api.call('POST', '/v1/auth/reset-password', { email: user.email });
      const reset = await mailbox.token();
      await change({ email: `new-${user.email}` });
      expect((await verify(token)).status).toBe(422);
      const body = { token: reset, password: 'a new password' };
      expect((await api.call('PATCH', '/v1/auth/reset-password', body)).status).toBe(422);
      await mailbox.collect();
    });

    it('is not verified by a link that was on its way to the old one', async () => {
      await change({ email: `late-${user.email}` });
      await query(
        app,
        `INSERT INTO mailed_tokens (hash, purpose, user_id, email, expires_at)
         VALUES (sha256($1::bytea), 'verify-email', $2, $3, now() + interval '1 hour')`,
        ['late', user.id, user.email],
      );
      expect((await verify('late')).status).toBe(422);
      expect(await isVerified()).toBe(false);
      await mailbox.collect();
    });

    it('is none that is sent back as it is', async () => {
      await verify(token);
      expect((await change({ email: user.email.toUpperCase() })).status).toBe(200);
      expect(await isVerified()).toBe(true);
      expect(await mailbox.collect()).toEqual([]);
    });

    it('mails nobody where the change is refused', async () => {
      const other = await api.signUp();
      await mailbox.collect();
      expect((await change({ email: other.email })).status).toBe(409);
      expect(await mailbox.collect()).toEqual([]);
    });
  });

  it('of somebody whom an admin has made and vouched for gets no mail', async () => {
    await query(app, 'UPDATE users SET is_admin = true WHERE id = $1', [user.id]);
    const make = (attributes: Record<string, unknown>) =>
      api.post('/v1/users', { data: { type: 'user', attributes } }, user);
    const password = 'correct horse';
    await make({ email: 'vouched@example.org', password, 'is-verified': true });
    await make({ email: 'made@example.org', password });
    expect((await mailbox.collect()).map(({ to }) => to)).toEqual(['made@example.org']);
  });

  it('is greeted by the name of its user only when it is known to be his', async () => {
    const name = 'Zoë\r\nBcc: everyone@example.org';
    expect((await change({ 'first-name': name })).status).toBe(200);
    await resend(user.email);
    const [stranger] = await mailbox.collect();
    expect(stranger?.text).toMatch(/^Hello,/);
    expect(stranger?.text).not.toContain('everyone');
    await verify(token);
    await api.call('POST', '/v1/auth/reset-password', { email: user.email });
    const [owner] = await mailbox.collect();
    expect(owner?.to).toBe(user.email);
    expect(owner?.text).toMatch(/^Hello Zoë Bcc: everyone@example.org,\n/);
  });
});

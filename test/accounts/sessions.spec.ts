import { JwtService } from '@nestjs/jwt';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Housekeeping } from '../../src/database/housekeeping.js';
import type { SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { query } from '../support/traces.js';
import { AccountApi, tokensIn } from './account-api.js';

describe('a session', () => {
  let app: TestApp;
  let api: AccountApi;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp();
    api = new AccountApi(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    user = await api.signUp();
  });

  const age = (column: 'expires_at' | 'refreshed_at' | 'created_at', interval: string) =>
    query(
      app,
      `UPDATE account_sessions SET ${column} = ${column} - $1::interval WHERE user_id = $2`,
      [interval, user.id],
    );
  const expiredLike = (token: string) => {
    const jwt = app.nest.get(JwtService);
    const { identity, sid, sub } = jwt.decode<Record<string, unknown>>(token);
    return jwt.sign({ identity, sid, sub }, { expiresIn: -1 });
  };
  const sessions = () =>
    query<Record<string, unknown>>(app, 'SELECT * FROM account_sessions WHERE user_id = $1', [
      user.id,
    ]);

  it('is opened without a refresh token where none is asked for', async () => {
    const { document, headers } = await api.logIn(user);
    expect(Object.keys(document)).toEqual(['access_token']);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await api.statusOf(document.access_token)).toBe(200);
  });

  it('costs a request one statement', async () => {
    const { master } = app.nest.get(DataSource).driver as unknown as { readonly master: Pool };
    let count = 0;
    const acquired = () => void (count += 1);
    master.on('acquire', acquired);
    await api.get('/v1/event-types');
    const without = count;
    await api.get('/v1/event-types', user);
    master.off('acquire', acquired);
    expect(count - without).toBe(without + 1);
  });

  it('notes when its user was last here', async () => {
    const { document } = await api.get(`/v1/users/${user.id}`, user);
    const seen = Date.parse(document.data.attributes['last-accessed-at']);
    expect(Math.abs(Date.now() - seen)).toBeLessThan(60_000);
  });

  describe('that is remembered', () => {
    it('goes on by refresh tokens, each good once', async () => {
      let { refresh } = await api.remember(user);
      const seen = new Set([refresh]);
      for (let round = 0; round < 3; round++) {
        const next = tokensIn(await api.refresh(refresh));
        expect(await api.statusOf(next.access)).toBe(200);
        seen.add(next.refresh);
        ({ refresh } = next);
      }
      expect(seen.size).toBe(4);
    });

    it('takes the refresh token in the header, as the apps of Open Event send it', async () => {
      const { refresh } = await api.remember(user);
      const answer = await api.send('POST', '/v1/auth/token/refresh', {
        headers: { Authorization: `JWT ${refresh}` },
      });
      expect(await api.statusOf(tokensIn(answer).access)).toBe(200);
    });

    it('goes on beside an access token that has expired', async () => {
      const { access, refresh } = await api.remember(user);
      const expired = expiredLike(access);
      expect(await api.statusOf(expired)).toBe(401);
      const body = { refresh_token: refresh };
      const answer = await api.call('POST', '/v1/auth/token/refresh', body, expired);
      expect(answer.status).toBe(200);
    });

    it('answers a refresh that is repeated at once as it answered the first', async () => {
      const { refresh } = await api.remember(user);
      const first = tokensIn(await api.refresh(refresh));
      const second = tokensIn(await api.refresh(refresh));
      expect(second.refresh).toBe(first.refresh);
      expect(await api.statusOf(second.access)).toBe(200);
      expect((await api.refresh(first.refresh)).status).toBe(200);
    });

    it('has one way on, however many refresh it at once', async () => {
      const { refresh } = await api.remember(user);
      const answers = await Promise.all(Array.from({ length: 8 }, () => api.refresh(refresh)));
      const next = new Set(answers.map((answer) => tokensIn(answer).refresh));
      expect(next.size).toBe(1);
      const [only = ''] = next;
      expect((await api.refresh(only)).status).toBe(200);
      expect(await sessions()).toHaveLength(2);
    });

    it('is over for everybody when a token is used again later', async () => {
      const stolen = await api.remember(user);
      const next = tokensIn(await api.refresh(stolen.refresh));
      await age('refreshed_at', '31 seconds');
      const again = await api.refresh(stolen.refresh);
      expect(again.status).toBe(401);
      expect(again.document.errors[0].code).toBe('invalid-refresh-token');
      expect((await api.refresh(next.refresh)).status).toBe(401);
      expect(await api.statusOf(next.access)).toBe(401);
      expect(await api.statusOf(stolen.access)).toBe(401);
    });

    it('is over when a token from before the last one is used, however soon', async () => {
      const { refresh } = await api.remember(user);
      const second = tokensIn(await api.refresh(refresh));
      const third = tokensIn(await api.refresh(second.refresh));
      expect((await api.refresh(refresh)).status).toBe(401);
      expect((await api.refresh(third.refresh)).status).toBe(401);
    });

    it('leaves other sessions alone when it is over', async () => {
      const { access } = await api.remember(user);
      const { refresh } = await api.remember(user);
      await api.refresh(refresh);
      await age('refreshed_at', '31 seconds');
      expect((await api.refresh(refresh)).status).toBe(401);
      expect(await api.statusOf(access)).toBe(200);
    });

    it('ends when nobody has refreshed it for long', async () => {
      const { access, refresh } = await api.remember(user);
      await age('expires_at', '30 days 1 minute');
      expect((await api.refresh(refresh)).status).toBe(401);
      expect(await api.statusOf(access)).toBe(401);
    });

    it('ends after its longest time, however often it is refreshed', async () => {
      const { refresh } = await api.remember(user);
      await age('created_at', '364 days 23 hours');
      const next = tokensIn(await api.refresh(refresh));
      await age('expires_at', '61 minutes');
      expect((await api.refresh(next.refresh)).status).toBe(401);
    });

    it('is kept as hashes that open nothing', async () => {
      const { refresh } = await api.remember(user);
      const next = tokensIn(await api.refresh(refresh));
      const secrets = [refresh, next.refresh].map((token) => Buffer.from(token, 'base64url'));
      const kept = (await sessions())
        .flatMap((row) => Object.values(row))
        .filter((value) => value instanceof Buffer);
      expect(kept.length).toBeGreaterThan(2);
      for (const secret of secrets)
        for (const value of kept)
          expect((value as Buffer).includes(secret.subarray(16))).toBe(false);
    });

    it('is not gone on with by what is no refresh token', async () => {
      const { access } = await api.remember(user);
      const unknown = 'A'.repeat(64);
      for (const token of ['', 'x', access, unknown, `${unknown}\u0000`])
        expect([401, 422]).toContain((await api.refresh(token)).status);
      expect((await api.call('POST', '/v1/auth/token/refresh', {})).status).toBe(422);
      expect((await api.call('POST', '/v1/auth/token/refresh')).status).toBe(422);
      expect((await api.logIn(user)).document.refresh_token).toBeUndefined();
    });
  });

  describe('that is logged out of', () => {
    const logOut = (body?: unknown, token?: string) =>
      api.call('POST', '/v1/auth/logout', body, token);

    it('is over at once, and the others go on', async () => {
      const { access, refresh } = await api.remember(user);
      const answer = await logOut(undefined, access);
      expect([answer.status, answer.document]).toEqual([200, { success: true }]);
      expect(await api.statusOf(access)).toBe(401);
      expect((await api.refresh(refresh)).status).toBe(401);
      expect(await api.statusOf(user.token)).toBe(200);
    });

    it('is over by its refresh token alone', async () => {
      const { access, refresh } = await api.remember(user);
      expect((await logOut({ refresh_token: refresh })).status).toBe(200);
      expect(await api.statusOf(access)).toBe(401);
    });

    it('is over by an access token that has expired', async () => {
      const { access, refresh } = await api.remember(user);
      await logOut(undefined, expiredLike(access));
      expect((await api.refresh(refresh)).status).toBe(401);
    });

    it('does not mind being logged out of again, or by somebody who never logged in', async () => {
      const { access } = await api.remember(user);
      for (const token of [access, access, 'nonsense', undefined])
        expect((await logOut(undefined, token)).status).toBe(200);
      expect((await logOut({ refresh_token: 'nonsense' })).status).toBe(200);
      expect((await logOut({ refresh_token: 5 })).status).toBe(422);
    });

    it.each(['/v1/auth/logout-everywhere', '/v1/auth/blacklist'])(
      'is over with all others of its user at %s, and with no one else’s',
      async (path) => {
        const other = await api.signUp();
        const { access, refresh } = await api.remember(user);
        expect((await api.call('POST', path, undefined, user.token)).status).toBe(200);
        for (const token of [user.token, access]) expect(await api.statusOf(token)).toBe(401);
        expect((await api.refresh(refresh)).status).toBe(401);
        expect(await api.statusOf(other.token)).toBe(200);
        expect((await api.call('POST', path)).status).toBe(401);
      },
    );
  });

  describe('of a user whom an admin blocks', () => {
    let admin: SignedUp;
    const block = (isBlocked: boolean, as = admin, id = user.id) =>
      api.patch(
        `/v1/users/${id}`,
        { data: { type: 'user', id, attributes: { 'is-blocked': isBlocked } } },
        as,
      );

    beforeAll(async () => {
      admin = await api.signUp();
      await query(app, 'UPDATE users SET is_admin = true WHERE id = $1', [admin.id]);
    });

    it('is over at once, and stays so when he is let in again', async () => {
      const { refresh } = await api.remember(user);
      expect((await block(true)).status).toBe(200);
      expect(await api.statusOf(user.token)).toBe(401);
      expect((await api.refresh(refresh)).status).toBe(401);
      await block(false);
      expect(await api.statusOf(user.token)).toBe(401);
      expect((await api.logIn(user)).status).toBe(200);
    });

    it('is not opened, and only who knows the password is told why', async () => {
      await block(true);
      const { document, status } = await api.logIn(user);
      expect([status, document.errors[0].code]).toEqual([403, 'account-blocked']);
      const wrong = await api.logIn({ ...user, password: 'not this one' });
      expect([wrong.status, wrong.document.errors[0].code]).toEqual([401, 'wrong-credentials']);
    });

    it('is over even where the block came past the app', async () => {
      const { refresh } = await api.remember(user);
      await query(app, 'UPDATE users SET is_blocked = true WHERE id = $1', [user.id]);
      expect(await api.statusOf(user.token)).toBe(401);
      expect((await api.refresh(refresh)).status).toBe(401);
    });

    it('is nothing that users do or see', async () => {
      const other = await api.signUp();
      expect((await block(true, user)).status).toBe(403);
      expect((await block(true, other)).status).toBe(403);
      const { document } = await api.get(`/v1/users/${user.id}`, user);
      expect(document.data.attributes).not.toHaveProperty('is-blocked');
      const found = await api.get('/v1/users?filter[is-blocked]=true', user);
      expect(found.document.meta.count).toBe(0);
    });
  });

  it('is forgotten when it has expired', async () => {
    await api.logIn(user);
    await age('expires_at', '1 day 1 minute');
    await api.logIn(user);
    await app.nest.get(Housekeeping).run();
    expect(await sessions()).toHaveLength(1);
  });

  it('is not what a token of before names', async () => {
    const old = app.nest.get(JwtService).sign({ sub: user.id, identity: Number(user.id) });
    expect(await api.statusOf(old)).toBe(401);
  });
});

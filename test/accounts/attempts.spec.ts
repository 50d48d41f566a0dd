import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Housekeeping } from '../../src/database/housekeeping.js';
import type { ApiResponse, SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { query } from '../support/traces.js';
import { AccountApi } from './account-api.js';

const atomic = 'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"';
const victim = '203.0.113.1';
const attacker = '198.51.100.66';

describe('attempts', () => {
  let app: TestApp;
  let api: AccountApi;
  let user: SignedUp;

  beforeAll(async () => {
    app = await startTestApp({
      TRUST_PROXY: '1',
      FAILED_LOGINS_PER_HOUR: '4',
      CLIENT_FAILED_LOGINS_PER_HOUR: '10',
      CLIENT_SIGN_UPS_PER_HOUR: '3',
      MAIL_REQUESTS_PER_HOUR: '2',
      CLIENT_MAIL_REQUESTS_PER_HOUR: '100',
    });
    api = new AccountApi(app);
    user = await api.signUp();
  });
  afterAll(() => app.close());
  afterEach(() => query(app, 'DELETE FROM attempt_buckets'));

  const from = (client: string) => ({ 'X-Forwarded-For': client });
  const logIn = (client: string, password: string, email = user.email) =>
    api.send('POST', '/v1/auth/session', { headers: from(client), body: { email, password } });
  const signUp = (client: string, email: string, token?: string) =>
    api.send('POST', '/v1/users', {
      headers: from(client),
      body: { data: { type: 'user', attributes: { email, password: 'correct horse' } } },
      token,
    });
  const times = async (count: number, attempt: () => Promise<ApiResponse>) => {
    const statuses: number[] = [];
    for (let done = 0; done < count; done++) statuses.push((await attempt()).status);
    return statuses;
  };

  describe('to log in', () => {
    it('end when too many have failed, and then even the right password waits', async () => {
      expect(await times(5, () => logIn(attacker, 'a guess'))).toEqual([401, 401, 401, 401, 429]);
      const right = await logIn(attacker, user.password);
      expect(right.status).toBe(429);
      expect(right.document.errors[0].code).toBe('too-many-attempts');
      const wait = Number(right.headers.get('retry-after'));
      expect(wait).toBeGreaterThan(880);
      expect(wait).toBeLessThanOrEqual(900);
    });

    it('of one client lock nobody else out', async () => {
      await times(6, () => logIn(attacker, 'a guess'));
      expect((await logIn(victim, user.password)).status).toBe(200);
    });

    it('are forgotten as time passes: one comes back each quarter of an hour', async () => {
      await times(5, () => logIn(attacker, 'a guess'));
      await query(
        app,
        "UPDATE attempt_buckets SET drained_at = drained_at - interval '15 minutes'",
      );
      expect(await times(2, () => logIn(attacker, 'a guess'))).toEqual([401, 429]);
    });

    it('count only where they fail', async () => {
      expect(await times(8, () => logIn(victim, user.password))).toEqual(Array(8).fill(200));
    });

    it('are counted whole, however many come at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => logIn(attacker, 'a guess')),
      );
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(4);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(16);
    });

    it('with many addresses end as well, and do not use up what is refused', async () => {
      await times(10, () => logIn(attacker, 'a guess'));
      let guesses = 0;
      const statuses = await times(7, () => logIn(attacker, 'x', `${(guesses += 1)}@example.org`));
      expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429]);
    });

    it('are counted alike for addresses that nobody has, in whatever case', async () => {
      const known = await times(5, () => logIn(attacker, 'a guess', user.email.toUpperCase()));
      const unknown = await times(5, () => logIn(victim, 'a guess', 'nobody@example.org'));
      expect(unknown).toEqual(known);
      expect((await logIn(attacker, 'a guess')).status).toBe(429);
      const [one, other] = [
        await logIn(attacker, 'x'),
        await logIn(victim, 'x', 'nobody@example.org'),
      ];
      expect(one.document.errors[0].title).toBe(other.document.errors[0].title);
    });

    it('come from a whole network of IPv6', async () => {
      let host = 0;
      const statuses = await times(5, () => logIn(`2001:db8::${(host += 1)}`, 'a guess'));
      expect(statuses).toEqual([401, 401, 401, 401, 429]);
    });
  });

  describe('to sign up', () => {
    it('end after so many, taken addresses included', async () => {
      const statuses = await times(4, () => signUp(attacker, user.email));
      expect(statuses).toEqual([409, 409, 409, 429]);
      expect((await signUp(victim, 'new@example.org')).status).toBe(201);
    });

    it('are counted in atomic operations, too', async () => {
      const add = (email: string) => ({
        op: 'add',
        data: { type: 'user', attributes: { email, password: 'correct horse' } },
      });
      const operations = ['1', '2', '3', '4'].map((name) => add(`op${name}@example.org`));
      const answer = await api.send('POST', '/v1/operations', {
        headers: { ...from(attacker), 'Content-Type': atomic, Accept: atomic },
        body: { 'atomic:operations': operations },
      });
      expect(answer.status).toBe(429);
      expect(answer.document.errors[0].source.pointer).toBe('/atomic:operations/3');
      const made = await query(app, "SELECT FROM users WHERE email LIKE 'op%@example.org'");
      expect(made).toHaveLength(0);
    });

    it('of a user who makes others are counted as his own', async () => {
      let made = 0;
      const statuses = await times(4, () =>
        signUp(`192.0.2.${(made += 1)}`, `friend${made}@example.org`, user.token),
      );
      expect(statuses).toEqual([201, 201, 201, 429]);
    });
  });

  describe('to move to another address', () => {
    const move = (email: string) =>
      api.patch(
        `/v1/users/${user.id}`,
        { data: { type: 'user', id: user.id, attributes: { email } } },
        user,
      );

    it('end, so that nobody finds out by them which are taken', async () => {
      const { email } = await api.signUp();
      expect(await times(3, () => move(email))).toEqual([409, 409, 429]);
    });

    it('are not those that send the present address back', async () => {
      expect(await times(4, () => move(user.email.toUpperCase()))).toEqual(Array(4).fill(200));
    });
  });

  it('keep no address, and are forgotten when they do not matter any more', async () => {
    await logIn(attacker, 'a guess');
    const rows = await query<{ name: string }>(app, 'SELECT name FROM attempt_buckets');
    expect(rows).toHaveLength(2);
    for (const { name } of rows) expect(name).toMatch(/^[\w-]{43}$/);
    await query(app, 'UPDATE attempt_buckets SET drained_at = now()');
    await app.nest.get(Housekeeping).run();
    expect(await query(app, 'SELECT name FROM attempt_buckets')).toHaveLength(0);
  });
});

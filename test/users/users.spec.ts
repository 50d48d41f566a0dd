import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, type SignedUp } from '../support/api.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { query } from '../support/traces.js';

describe('a user', () => {
  let app: TestApp;
  let api: Api;
  let user: SignedUp;
  let other: SignedUp;

  beforeAll(async () => {
    app = await startTestApp();
    api = new Api(app);
    [user, other] = [await api.signUp(), await api.signUp()];
  });

  afterAll(() => app.close());

  const change = (attributes: Record<string, unknown>, id = user.id) => ({
    data: { type: 'user', id, attributes },
  });

  it('is answered with his own address and never with his password', async () => {
    const { document } = await api.get(`/v1/users/${user.id}`, user);
    expect(document.data.attributes.email).toBe(user.email);
    expect(JSON.stringify(document)).not.toMatch(/password|argon2/);
    const [row] = await query<{ password_hash: string }>(
      app,
      'SELECT password_hash FROM users WHERE id = $1',
      [user.id],
    );
    expect(row?.password_hash).toMatch(/^\$argon2id\$/);
  });

  it('shows others the public part alone', async () => {
    const { document } = await api.get(`/v1/users/${user.id}`, other);
    expect(Object.keys(document.data.attributes).sort()).toEqual([
      'avatar-alt',
      'avatar-url',
      'details',
      'first-name',
      'icon-image-url',
      'last-name',
      'original-image-url',
      'public-name',
      'small-image-url',
      'thumbnail-image-url',
    ]);
  });

  it('keeps his address from filters and sorts of others', async () => {
    const search = `filter[email]=${encodeURIComponent(user.email)}`;
    expect((await api.get(`/v1/users?${search}`, other)).document.meta.count).toBe(0);
    expect((await api.get(`/v1/users?${search}`, user)).document.meta.count).toBe(1);
    const not = encodeURIComponent(
      JSON.stringify([{ not: { name: 'email', op: 'eq', val: user.email } }]),
    );
    expect((await api.get(`/v1/users?filter=${not}`)).document.meta.count).toBe(2);
  });

  it('can sign up once with an address, whatever its case', async () => {
    const attributes = { email: user.email.toUpperCase(), password: 'correct horse' };
    const again = await api.post('/v1/users', { data: { type: 'user', attributes } });
    expect(again.status).toBe(409);
    expect(again.document.errors[0].source.pointer).toBe('/data/attributes/email');
    const search = `filter[email]=${user.email.toUpperCase()}`;
    expect((await api.get(`/v1/users?${search}`, user)).document.meta.count).toBe(1);
  });

  it.each([
    ['in', (address: string) => `nobody@example.org,${address}`],
    ['contains', (address: string) => address.slice(1, -1)],
    ['startswith', (address: string) => address.slice(0, -1)],
    ['endswith', (address: string) => address.slice(1)],
    ['like', (address: string) => `_${address.slice(1, -1)}%`],
  ])('is found by an address in any case: %s', async (operator, operandOf) => {
    const operand = encodeURIComponent(operandOf(user.email.toUpperCase()));
    const found = await api.get(`/v1/users?filter[email][${operator}]=${operand}`, user);
    expect(found.document.data.map(({ id }: { id: string }) => id)).toEqual([user.id]);
  });

  it('needs a password of eight characters and an address that is one', async () => {
    const attributes = { email: 'nobody', password: 'short' };
    const { document, status } = await api.post('/v1/users', {
      data: { type: 'user', attributes },
    });
    expect(status).toBe(422);
    expect(
      document.errors.map((error: { source: { pointer: string } }) => error.source.pointer),
    ).toEqual(['/data/attributes/email', '/data/attributes/password']);
    expect(JSON.stringify(document)).not.toContain('short');
  });

  it.each(['/v1/auth/session', '/auth/session', '/v1/auth/login'])(
    'logs in at %s',
    async (path) => {
      const body = { email: user.email, password: user.password };
      const { document, status } = await api.post(path, body, {
        headers: { 'Content-Type': 'application/json' },
      });
      expect(status).toBe(200);
      const claims = JSON.parse(
        Buffer.from(document.access_token.split('.')[1], 'base64url').toString(),
      );
      expect(claims).toMatchObject({ identity: Number(user.id), sub: user.id });
      const asJwt = await api.get(`/v1/users/${user.id}`, {
        headers: { Authorization: `JWT ${document.access_token}` },
      });
      expect(asJwt.document.data.attributes.email).toBe(user.email);
    },
  );

  it('is told nothing about which part of his credentials is wrong', async () => {
    const wrongPassword = await api.post('/v1/auth/session', { email: user.email, password: 'x' });
    const unknownEmail = await api.post('/v1/auth/session', {
      email: 'a@b.example',
      password: 'x',
    });
    expect([wrongPassword.status, unknownEmail.status]).toEqual([401, 401]);
    expect(wrongPassword.document.errors).toEqual(unknownEmail.document.errors);
    const missing = await api.post('/v1/auth/session', { email: user.email });
    expect(missing.status).toBe(422);
  });

  it('sets his avatar by a data URI, keeps it, and removes it', async () => {
    const picture = dataUri(await drawPicture('jpeg'), 'data:IMAGE/JPG;charset=utf-8;base64');
    const set = await api.patch(`/v1/users/${user.id}`, change({ 'avatar-url': picture }), user);
    expect(set.status).toBe(200);
    const url: string = set.document.data.attributes['avatar-url'];
    expect(set.document.data.attributes['original-image-url']).toBe(url);
    expect((await fetch(url)).headers.get('content-type')).toBe('image/jpeg');
    expect((await fetch(set.document.data.attributes['icon-image-url'])).status).toBe(200);
    const kept = await api.patch(`/v1/users/${user.id}`, { data: set.document.data }, user);
    expect(kept.document.data.attributes['avatar-url']).toBe(url);
    const removed = await api.patch(`/v1/users/${user.id}`, change({ 'avatar-url': null }), user);
    expect(removed.document.data.attributes['avatar-url']).toBeNull();
    expect((await fetch(url)).status).toBe(404);
  });

  it('edits himself alone, and does not make himself an admin', async () => {
    expect((await api.patch(`/v1/users/${user.id}`, change({ company: 'x' }), other)).status).toBe(
      403,
    );
    const promoted = await api.patch(`/v1/users/${user.id}`, change({ 'is-admin': true }), user);
    expect(promoted.status).toBe(403);
    expect(promoted.document.errors[0].source.pointer).toBe('/data/attributes/is-admin');
    const attributes = { email: 'boss@example.org', password: 'correct horse', 'is-admin': true };
    const signedUp = await api.post('/v1/users', { data: { type: 'user', attributes } });
    expect(signedUp.status).toBe(403);
  });

  it('is gone when he deletes himself, and his token with him', async () => {
    const leaving = await api.signUp();
    expect((await api.delete(`/v1/users/${leaving.id}`, leaving)).status).toBe(204);
    expect((await api.get(`/v1/users/${leaving.id}`)).status).toBe(404);
    expect((await api.get('/v1/events', leaving)).status).toBe(401);
    const { email, password } = leaving;
    expect((await api.post('/v1/auth/session', { email, password })).status).toBe(401);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, gather, type Gathering, linkage, roleLinks } from '../support/gathering.js';
import { query } from '../support/traces.js';

interface Recorded {
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

const atomicType = 'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"';
const path = '/v1/privileged-changes';

describe('the log of privileged changes', () => {
  let world: Gathering;
  let admin: { readonly token?: string };
  let newest = 0;

  beforeAll(async () => {
    world = await gather();
    admin = world.as('admin');
    await recorded();
  });

  afterAll(() => world?.close());

  /** What came to it since this was asked the last time. */
  async function recorded(): Promise<readonly Recorded[]> {
    const { document, status } = await world.api.get(
      `${path}?filter[id][ge]=${newest + 1}&sort=id&page[size]=100`,
      admin,
    );
    expect(status, JSON.stringify(document)).toBe(200);
    newest = Number(document.data.at(-1)?.id ?? newest);
    return document.data;
  }

  const deeds = async () =>
    (await recorded()).map(({ attributes }) => [
      attributes['action'],
      attributes['resource-type'],
      attributes['resource-id'],
      attributes['members'],
    ]);

  const change = async (type: string, id: string, attributes: object, as = admin) => {
    const body = { data: { type, id, attributes } };
    const { document, status } = await world.api.patch(`/v1/${type}s/${id}`, body, as);
    expect(status, JSON.stringify(document)).toBe(200);
  };
  const remove = async (resource: string, as = admin) => {
    expect((await world.api.delete(`/v1/${resource}`, as)).status).toBe(204);
  };

  it('begins with what a first start makes by itself', async () => {
    const first = await query(
      world.app,
      `SELECT actor_id, action, resource_type, resource_id FROM privileged_changes ORDER BY id LIMIT 2`,
    );
    const roles = [world.roleOf('organizer'), world.roleOf('coorganizer')];
    expect(first).toEqual(
      roles.map((id) => ({
        actor_id: null,
        action: 'create',
        resource_type: 'role',
        resource_id: id,
      })),
    );
  });

  it('says who did what to what, when, from where and by which request', async () => {
    const { id } = world.people.rival;
    const body = documentOf('user', { 'is-admin': true }, {}, id);
    const headers = { 'X-Request-Id': 'grant-1' };
    const before = Date.now();
    await world.api.patch(`/v1/users/${id}`, body, { ...admin, headers });
    const [one, ...others] = await recorded();
    expect(others).toEqual([]);
    expect(one?.attributes).toEqual({
      'actor-id': world.people.admin.id,
      'resource-type': 'user',
      'resource-id': id,
      action: 'update',
      members: [{ name: 'is-admin', from: false, to: true }],
      'request-id': 'grant-1',
      'client-network': '127.0.0.1',
      'created-at': expect.any(String),
    });
    expect(Math.abs(Date.parse(String(one?.attributes['created-at'])) - before)).toBeLessThan(
      60_000,
    );
    await change('user', id, { 'is-admin': false, 'is-verified': true });
    expect(await deeds()).toEqual([
      [
        'update',
        'user',
        id,
        [
          { name: 'is-admin', from: true, to: false },
          { name: 'is-verified', from: false, to: true },
        ],
      ],
    ]);
  });

  it('has blocks, and what an admin promotes', async () => {
    const { id } = await world.api.signUp();
    const { event } = world;
    await change('user', id, { 'is-blocked': true });
    await change('event', event, { 'is-featured': true, 'is-promoted': false });
    expect(await deeds()).toEqual([
      ['update', 'user', id, [{ name: 'is-blocked', from: false, to: true }]],
      ['update', 'event', event, [{ name: 'is-featured', from: false, to: true }]],
    ]);
    const made = await world.make('event', { ...sample, 'is-promoted': true }, {}, 'admin');
    expect(await deeds()).toEqual([
      ['create', 'event', made, [{ name: 'is-promoted', from: false, to: true }]],
    ]);
  });

  it('has roles that are given, changed, taken and handed over, whoever does so', async () => {
    const event = await world.make('event', sample);
    const { rival } = world.people;
    const [first, second] = [world.roleOf('coorganizer'), world.roleOf('organizer')];
    const role = await world.make(
      'users-events-roles',
      {},
      roleLinks(event, rival.id, first),
      'owner',
    );
    const own = `users-events-roles/${role}`;
    const owner = world.as('owner');
    const body = { data: linkage('role', second) };
    await world.api.patch(`/v1/${own}/relationships/role`, body, owner);
    await remove(own, world.as('rival'));
    const heir = { data: linkage('user', rival.id) };
    await world.api.patch(`/v1/events/${event}/relationships/owner`, heir, owner);
    expect(await deeds()).toEqual([
      [
        'create',
        'users-events-roles',
        role,
        expect.arrayContaining([
          { name: 'user', from: null, to: rival.id },
          { name: 'event', from: null, to: event },
          { name: 'role', from: null, to: first },
        ]),
      ],
      ['update', 'users-events-roles', role, [{ name: 'role', from: first, to: second }]],
      [
        'delete',
        'users-events-roles',
        role,
        [
          { name: 'user', from: rival.id, to: null },
          { name: 'event', from: event, to: null },
          { name: 'role', from: second, to: null },
        ],
      ],
      ['update', 'event', event, [{ name: 'owner', from: world.people.owner.id, to: rival.id }]],
    ]);
  });

  it('has roles that are copied with an event', async () => {
    const event = await world.makeEvent();
    await recorded();
    const copied = await world.api.post(`/v1/events/${event}/copy`, undefined, world.as('owner'));
    expect(copied.status).toBe(201);
    expect((await deeds()).map(([action, type]) => [action, type])).toEqual([
      ['create', 'users-events-roles'],
      ['create', 'users-events-roles'],
    ]);
  });

  it('has what an admin does to what is not his own, without anybody’s texts', async () => {
    const event = await world.make('event', sample);
    await change('event', event, { name: 'Renamed', 'owner-name': null, online: false });
    const url = `events/${event}`;
    await remove(url);
    const restore = documentOf('event', { 'deleted-at': null }, {}, event);
    await world.api.patch(`/v1/${url}?get_trashed=true`, restore, admin);
    await remove(url);
    await remove(`${url}?get_trashed=true`);
    const { id } = await world.api.signUp();
    await change('user', id, { password: 'a new passphrase' });
    expect(await deeds()).toEqual([
      ['update', 'event', event, [{ name: 'name' }]],
      ['delete', 'event', event, []],
      ['restore', 'event', event, [{ name: 'deleted-at' }]],
      ['delete', 'event', event, []],
      ['erase', 'event', event, []],
      ['update', 'user', id, [{ name: 'password' }]],
    ]);
  });

  it('has what an admin makes in an event of others', async () => {
    const event = await world.make('event', sample);
    const track = { name: 'Pier', color: '#102030' };
    const links = { event: ['event', event] } as const;
    const made = await world.make('track', track, links, 'admin');
    await world.make('track', track, links, 'owner');
    const [only, ...others] = await deeds();
    expect(others).toEqual([]);
    expect(only?.slice(0, 3)).toEqual(['create', 'track', made]);
    expect(only?.[3]).toEqual(
      expect.arrayContaining([{ name: 'name' }, { name: 'color' }, { name: 'event' }]),
    );
  });

  it('has nothing of those who change what is theirs, admins included', async () => {
    for (const person of ['owner', 'admin'] as const) {
      const as = world.as(person);
      const event = await world.make('event', sample, {}, person);
      await world.make(
        'track',
        { name: 'Pier', color: '#102030' },
        { event: ['event', event] },
        person,
      );
      await change('event', event, { name: 'Renamed' }, as);
      await change('user', world.people[person].id, { details: 'About me' }, as);
      await remove(`events/${event}`, as);
    }
    expect(await deeds()).toEqual([]);
  });

  it('has what becomes of the catalogue', async () => {
    const id = await world.make('event-topic', { name: 'Music' }, {}, 'admin');
    await change('event-topic', id, { name: 'Music' });
    await change('event-topic', id, { name: 'Noise' });
    await remove(`event-topics/${id}`);
    expect(await deeds()).toEqual([
      ['create', 'event-topic', id, [{ name: 'name' }]],
      ['update', 'event-topic', id, [{ name: 'name' }]],
      ['delete', 'event-topic', id, []],
    ]);
  });

  it('has passwords that are changed or reset, and log-outs everywhere, never a password', async () => {
    const user = await world.api.signUp();
    const passwords = { 'old-password': user.password, 'new-password': 'another passphrase' };
    const changed = await world.api.post('/v1/auth/change-password', passwords, user);
    expect(changed.status, JSON.stringify(changed.document)).toBe(200);
    const token: string = changed.document.access_token;
    expect((await world.api.post('/v1/auth/logout-everywhere', {}, { token })).status).toBe(200);
    const found = await recorded();
    expect(found.map(({ attributes }) => [attributes['actor-id'], attributes['action']])).toEqual([
      [user.id, 'change-password'],
      [user.id, 'log-out-everywhere'],
    ]);
    expect(JSON.stringify(found)).not.toContain('passphrase');
  });

  describe('is written with the change, or not at all', () => {
    const operate = (operations: readonly object[]) =>
      world.api.post(
        '/v1/operations',
        { 'atomic:operations': operations },
        { ...admin, headers: { 'Content-Type': atomicType, Accept: atomicType } },
      );
    const feature = (id: string, featured: boolean) => ({
      op: 'update',
      data: { type: 'event', id, attributes: { 'is-featured': featured } },
    });

    it('by atomic operations', async () => {
      const event = await world.make('event', sample);
      const topic = { type: 'event-topic', attributes: { name: 'Atoms' } };
      const ref = { type: 'event', id: event, relationship: 'owner' };
      const { document, status } = await operate([
        feature(event, true),
        { op: 'add', data: topic },
        { op: 'update', ref, data: linkage('user', world.people.rival.id) },
        { op: 'remove', ref: { type: 'event', id: event } },
      ]);
      expect(status, JSON.stringify(document)).toBe(200);
      expect((await deeds()).map(([action, type]) => [action, type])).toEqual([
        ['update', 'event'],
        ['create', 'event-topic'],
        ['update', 'event'],
        ['delete', 'event'],
      ]);
    });

    it('and not by operations of which one fails', async () => {
      const event = await world.make('event', sample);
      const answer = await operate([feature(event, true), feature('999999999', true)]);
      expect(answer.status).toBe(404);
      expect(await deeds()).toEqual([]);
    });
  });

  it.each([
    'UPDATE privileged_changes SET actor_id = NULL',
    'DELETE FROM privileged_changes',
    'TRUNCATE privileged_changes',
    'SET session_replication_role = replica; DELETE FROM privileged_changes',
  ])('is never changed: %s', async (statement) => {
    await expect(query(world.app, statement)).rejects.toMatchObject({ code: '55000' });
  });

  describe('is read', () => {
    it('by admins alone', async () => {
      const [one] = (await world.api.get(path, admin)).document.data;
      for (const url of [path, `${path}/${one.id}`]) {
        expect((await world.api.get(url)).status).toBe(401);
        expect((await world.api.get(url, world.as('owner'))).status).toBe(403);
        expect((await world.api.get(url, admin)).status).toBe(200);
      }
    });

    it('by filters, in an order, page by page', async () => {
      const { id } = world.people.rival;
      const asked = `filter[resource-type]=user&filter[resource-id]=${id}&sort=-created-at,-id`;
      const { document } = await world.api.get(
        `${path}?${asked}&page[size]=1&fields[privileged-change]=action`,
        admin,
      );
      expect(document.meta.count).toBe(2);
      expect(document.data).toHaveLength(1);
      expect(document.data[0].attributes).toEqual({ action: 'update' });
      const next = await world.api.get(document.links.next, admin);
      expect(Number(next.document.data[0].id)).toBeLessThan(Number(document.data[0].id));
    });

    it.each(['POST', 'PATCH', 'DELETE'])('and never written by a client: %s', async (method) => {
      const url = method === 'POST' ? path : `${path}/1`;
      const answer = await world.api.send(method, url, admin);
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toContain('GET');
    });

    it('and is no type of atomic operations', async () => {
      const body = {
        'atomic:operations': [{ op: 'remove', ref: { type: 'privileged-change', id: '1' } }],
      };
      const headers = { 'Content-Type': atomicType, Accept: atomicType };
      const answer = await world.api.post('/v1/operations', body, { ...admin, headers });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect((await world.api.get(`${path}/1`, admin)).status).toBe(200);
    });
  });

  it('outlives who did it', async () => {
    const { id, token } = await world.api.signUp();
    await world.api.post('/v1/auth/logout-everywhere', {}, { token });
    await remove(`users/${id}`);
    await remove(`users/${id}?get_trashed=true`);
    const mine = `${path}?filter[actor-id]=${id}`;
    expect((await world.api.get(mine, admin)).document.meta.count).toBe(1);
  });
});

const sample = {
  name: 'Harbour Jazz',
  'starts-at': '2030-06-01T18:00:00+02:00',
  'ends-at': '2030-06-02T02:00:00+02:00',
  timezone: 'Europe/Berlin',
};

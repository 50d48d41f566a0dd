import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  documentOf,
  gather,
  type Gathering,
  linkage,
  type Person,
  roleLinks,
} from '../support/gathering.js';

describe('those who make an event', () => {
  let world: Gathering;

  beforeAll(async () => {
    world = await gather();
  });

  afterAll(() => world.close());

  const idsAt = async (path: string, as: Person = 'nobody') => {
    const { document, status } = await world.api.get(path, world.as(as));
    expect(status, path).toBe(200);
    expect(document.meta.count).toBe(document.data.length);
    return document.data.map(({ id }: { id: string }) => id);
  };
  const roleFor = (person: Exclude<Person, 'nobody'>, event = world.event) =>
    roleLinks(event, world.people[person].id, world.roleOf('coorganizer'));
  const renamed = (id: string) => documentOf('event', { name: 'Renamed' }, {}, id);

  it('are shown with the event, by their roles', async () => {
    const { organizer, coorganizer } = world.people;
    expect(await idsAt(`/v1/events/${world.event}/organizers`)).toEqual([organizer.id]);
    expect(await idsAt(`/v1/events/${world.event}/coorganizers`)).toEqual([coorganizer.id]);
    expect(await idsAt(`/v1/events/${world.event}/relationships/organizers`)).toEqual([
      organizer.id,
    ]);
    const { document } = await world.api.get(
      `/v1/events/${world.event}?include=organizers,coorganizers,owner`,
    );
    expect(document.included.map(({ id }: { id: string }) => id).sort()).toEqual(
      [organizer.id, coorganizer.id, world.people.owner.id].sort(),
    );
    expect(document.included[0].attributes.email).toBeUndefined();
    const filter = JSON.stringify([
      { name: 'organizers', op: 'any', val: { name: 'id', op: 'eq', val: organizer.id } },
    ]);
    expect(await idsAt(`/v1/events?filter=${encodeURIComponent(filter)}`)).toEqual([world.event]);
  });

  it('have their events, one by one whatever their roles', async () => {
    const { organizer, owner, stranger } = world.people;
    await world.make('users-events-roles', {}, roleFor('organizer'));
    expect(await idsAt(`/v1/users/${organizer.id}/events`)).toEqual([world.event]);
    expect(await idsAt(`/v1/users/${organizer.id}/organizer-events`)).toEqual([world.event]);
    expect(await idsAt(`/v1/users/${owner.id}/events`)).toEqual([world.event]);
    expect(await idsAt(`/v1/users/${owner.id}/organizer-events`)).toEqual([]);
    expect(await idsAt(`/v1/users/${stranger.id}/events`)).toEqual([]);
    const { document } = await world.api.get(`/v1/users?include=events.organizers&sort=id`);
    expect(document.included.filter(({ type }: { type: string }) => type === 'event')).toHaveLength(
      1,
    );
  });

  it('are not changed through the relationships that show them', async () => {
    const path = `/v1/events/${world.event}/relationships/organizers`;
    const body = { data: linkage('user', [world.people.stranger.id]) };
    expect((await world.api.post(path, body, world.as('owner'))).status).toBe(403);
  });

  it('are known among themselves only', async () => {
    const all = '/v1/users-events-roles';
    expect(await idsAt(all)).toEqual([]);
    expect(await idsAt(all, 'stranger')).toEqual([]);
    expect(await idsAt(`/v1/events/${world.event}/roles`, 'stranger')).toEqual([]);
    expect((await idsAt(`/v1/events/${world.event}/roles`, 'coorganizer')).length).toBeGreaterThan(
      1,
    );
  });

  it('are named by owner and organizers, and by nobody else', async () => {
    for (const person of ['coorganizer', 'stranger', 'submitter'] as const)
      expect(
        (await world.attempt('users-events-roles', {}, roleFor('stranger'), person)).status,
        person,
      ).toBe(403);
    expect(
      (await world.attempt('users-events-roles', {}, roleFor('stranger'), 'nobody')).status,
    ).toBe(401);
    const path = `/v1/events/${world.event}`;
    const stranger = world.as('stranger');
    expect((await world.api.patch(path, renamed(world.event), stranger)).status).toBe(403);
    const role = await world.make('users-events-roles', {}, roleFor('stranger'), 'organizer');
    expect((await world.api.patch(path, renamed(world.event), stranger)).status).toBe(200);
    const promoted = documentOf(
      'users-events-roles',
      {},
      { role: ['role', world.roleOf('organizer')] },
      role,
    );
    const own = `/v1/users-events-roles/${role}`;
    expect((await world.api.patch(own, promoted, stranger)).status).toBe(403);
    expect(
      (await world.attempt('users-events-roles', {}, roleFor('stranger'), 'owner')).status,
    ).toBe(409);
    // Whoever has a role may give it up, and then has none.
    expect((await world.api.delete(own, stranger)).status).toBe(204);
    expect((await world.api.patch(path, renamed(world.event), stranger)).status).toBe(403);
  });

  it('hand the event over by the owner alone', async () => {
    const event = await world.makeEvent();
    const to = (person: Exclude<Person, 'nobody'>) => ({
      data: linkage('user', world.people[person].id),
    });
    const path = `/v1/events/${event}/relationships/owner`;
    expect((await world.api.patch(path, to('organizer'), world.as('organizer'))).status).toBe(403);
    const whole = documentOf('event', {}, { owner: ['user', world.people.organizer.id] }, event);
    const taken = await world.api.patch(`/v1/events/${event}`, whole, world.as('organizer'));
    expect(taken.status).toBe(403);
    expect(taken.document.errors[0].source.pointer).toBe('/data/relationships/owner');
    expect((await world.api.patch(path, { data: null }, world.as('owner'))).status).toBe(422);
    expect((await world.api.patch(path, to('stranger'), world.as('owner'))).status).toBe(204);
    expect((await world.api.get(`/v1/events/${event}`, world.as('stranger'))).status).toBe(200);
    expect((await world.api.get(`/v1/events/${event}`, world.as('owner'))).status).toBe(404);
    expect((await world.api.delete(`/v1/events/${event}`, world.as('organizer'))).status).toBe(403);
    expect((await world.api.delete(`/v1/events/${event}`, world.as('stranger'))).status).toBe(204);
  });

  it('make no event in the name of another', async () => {
    const attributes = {
      name: 'Not mine',
      timezone: 'UTC',
      'starts-at': '2031-01-01T00:00:00Z',
      'ends-at': '2031-01-02T00:00:00Z',
    };
    const forged = await world.attempt(
      'event',
      attributes,
      { owner: ['user', world.people.admin.id] },
      'stranger',
    );
    expect(forged.status).toBe(403);
    const own = await world.attempt(
      'event',
      attributes,
      { owner: ['user', world.people.stranger.id] },
      'stranger',
    );
    expect(own.document.data.relationships.owner.data.id).toBe(world.people.stranger.id);
  });

  it('come back with a whole document as they were', async () => {
    const path = `/v1/events/${world.event}`;
    const { document } = await world.api.get(
      `${path}?include=owner,organizers,roles`,
      world.as('coorganizer'),
    );
    const back = await world.api.patch(path, { data: document.data }, world.as('coorganizer'));
    expect(back.status).toBe(200);
    expect(back.document.data.attributes).toEqual(document.data.attributes);
  });
});

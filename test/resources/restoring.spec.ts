import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventDocument } from '../support/api.js';
import {
  documentOf,
  gather,
  type Gathering,
  linkage,
  pathOf,
  type Person,
} from '../support/gathering.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { query } from '../support/traces.js';

const trash = 'get_trashed=true';

describe('what is deleted', () => {
  let world: Gathering;
  let picture: string;

  beforeAll(async () => {
    world = await gather();
    picture = dataUri(await drawPicture());
  });

  afterAll(() => world.close());

  const statusOf = async (path: string, person: Person) =>
    (await world.api.get(path, world.as(person))).status;
  const restore = (type: string, id: string, person: Person, attributes = {}) =>
    world.api.patch(
      `/v1/${pathOf(type)}/${id}?${trash}`,
      documentOf(type, { 'deleted-at': null, ...attributes }, {}, id),
      world.as(person),
    );
  const deletedEvent = async (attributes = {}) => {
    const id = await world.makeEvent({ state: 'published', ...attributes });
    expect((await world.api.delete(`/v1/events/${id}`, world.as('owner'))).status).toBe(204);
    return id;
  };
  const deletedSession = async () => {
    const there = { event: ['event', world.event] } as const;
    const id = await world.make('session', { title: 'Cut', state: 'accepted' }, there);
    await world.api.delete(`/v1/sessions/${id}`, world.as('coorganizer'));
    return id;
  };

  it('is shown to nobody, and to those who may restore it when they ask for it', async () => {
    const event = await deletedEvent();
    const session = await deletedSession();
    const stranger = await world.api.signUp();
    await world.api.delete(`/v1/users/${stranger.id}`, { token: stranger.token });
    const rows = [
      [`/v1/events/${event}`, ['admin', 'owner']],
      [`/v1/sessions/${session}`, ['admin', 'owner']],
      [`/v1/users/${stranger.id}`, ['admin']],
    ] as const;
    const everybody = [...(Object.keys(world.people) as Person[]), 'nobody'] as const;
    for (const [path, restorers] of rows)
      for (const person of everybody) {
        const seen = (restorers as readonly Person[]).includes(person);
        expect(await statusOf(path, person), path).toBe(404);
        expect(await statusOf(`${path}?get_trashed=false`, person), path).toBe(404);
        expect(await statusOf(`${path}?${trash}`, person), `${person} ${path}`).toBe(
          seen ? 200 : 404,
        );
      }
  });

  it('is counted in lists and related lists only when it is asked for', async () => {
    const session = await deletedSession();
    for (const list of ['/v1/sessions', `/v1/events/${world.event}/sessions`]) {
      const gone = 'filter[deleted-at][ne]=null';
      const { document } = await world.api.get(`${list}?${trash}&${gone}`, world.as('owner'));
      const ids = document.data.map(({ id }: { id: string }) => id);
      expect(ids).toContain(session);
      expect(document.meta.count).toBe(ids.length);
      expect(document.links.first).toContain('get_trashed');
      for (const [search, person] of [
        [gone, 'owner'],
        [`${trash}&${gone}`, 'organizer'],
        [`${trash}&${gone}`, 'nobody'],
      ] as const) {
        const other = await world.api.get(`${list}?${search}`, world.as(person));
        expect(other.document.meta.count, `${person} ${search}`).toBe(0);
      }
    }
  });

  it('comes back with all that hangs on it, its pictures included', async () => {
    const event = await world.makeEvent({ state: 'published', 'original-image-url': picture });
    const sponsor = await world.make(
      'sponsor',
      { name: 'Steam', 'logo-url': picture },
      { event: ['event', event] },
    );
    const before = await world.api.get(`/v1/events/${event}?include=sponsors,owner`);
    await world.api.delete(`/v1/events/${event}`, world.as('owner'));
    expect(await statusOf(`/v1/sponsors/${sponsor}`, 'owner')).toBe(404);
    const restored = await restore('event', event, 'owner');
    expect(restored.status).toBe(200);
    expect(restored.document.data.attributes['deleted-at']).toBeNull();
    const after = await world.api.get(`/v1/events/${event}?include=sponsors,owner`);
    expect(after.document.data).toEqual(before.document.data);
    expect(after.document.included).toEqual(before.document.included);
    for (const { attributes } of after.document.included.filter(
      ({ type }: { type: string }) => type === 'sponsor',
    ))
      expect((await fetch(attributes['logo-url'])).status).toBe(200);
    expect((await fetch(after.document.data.attributes['large-image-url'])).status).toBe(200);
  });

  it('is restored by owners and admins alone, and only where they ask for it', async () => {
    const event = await deletedEvent();
    for (const person of ['organizer', 'coorganizer', 'submitter', 'stranger', 'nobody'] as const)
      expect((await restore('event', event, person)).status, person).toBe(404);
    const asUsual = await world.api.patch(
      `/v1/events/${event}`,
      documentOf('event', { 'deleted-at': null }, {}, event),
      world.as('owner'),
    );
    expect(asUsual.status).toBe(404);
    expect((await restore('event', event, 'admin')).status).toBe(200);
    const session = await deletedSession();
    expect((await restore('session', session, 'organizer')).status).toBe(404);
    expect((await restore('session', session, 'owner')).status).toBe(200);
    expect(await statusOf(`/v1/sessions/${session}`, 'nobody')).toBe(200);
  });

  it('takes no change but its restore, and with that any other', async () => {
    const event = await deletedEvent();
    const path = `/v1/events/${event}?${trash}`;
    const read = await world.api.get(path, world.as('owner'));
    expect(read.document.data.attributes['deleted-at']).toMatch(/^\d{4}-.*Z$/);
    for (const data of [
      read.document.data,
      documentOf('event', { name: 'Renamed' }, {}, event).data,
    ]) {
      const refused = await world.api.patch(path, { data }, world.as('owner'));
      expect(refused.status).toBe(409);
      expect(refused.document.errors[0]).toMatchObject({
        code: 'restore-first',
        source: { pointer: expect.stringMatching(/^\/data\/attributes/) },
        meta: { member: 'deleted-at' },
      });
    }
    const { status, document } = await restore('event', event, 'owner', { name: 'Renamed' });
    expect(status).toBe(200);
    expect(document.data.attributes.name).toBe('Renamed');
  });

  it('is so by DELETE alone: a time that a client sends is ignored', async () => {
    const time = { 'deleted-at': '2020-01-01T00:00:00Z' };
    const id = await world.make('event', eventDocument(time).data.attributes);
    for (const search of ['', `?${trash}`]) {
      const { document, status } = await world.api.patch(
        `/v1/events/${id}${search}`,
        documentOf('event', time, {}, id),
        world.as('owner'),
      );
      expect(status).toBe(200);
      expect(document.data.attributes['deleted-at']).toBeNull();
    }
  });

  it('leaves its unique name free, and is not restored into one that is taken', async () => {
    const gone = await world.api.signUp('returning');
    await world.api.delete(`/v1/users/${gone.id}`, { token: gone.token });
    const heir = await world.api.signUp('returning');
    expect(heir.id).not.toBe(gone.id);
    const taken = await restore('user', gone.id, 'admin');
    expect(taken.status).toBe(409);
    expect(taken.document.errors[0]).toMatchObject({
      code: 'already-taken',
      source: { pointer: '/data/attributes' },
      meta: { member: 'email' },
    });
    const still = await restore('user', gone.id, 'admin', { email: 'Returning@example.org' });
    expect(still.document.errors[0].source.pointer).toBe('/data/attributes/email');
    const renamed = await restore('user', gone.id, 'admin', { email: 'returned@example.org' });
    expect(renamed.status).toBe(200);
    const session = { email: 'returned@example.org', password: gone.password };
    expect((await world.api.post('/v1/auth/session', session)).status).toBe(200);
  });

  it('is erased by admins alone, with all that hangs on it and every file', async () => {
    const event = await world.makeEvent({ state: 'published', 'original-image-url': picture });
    const there = { event: ['event', event] } as const;
    const track = await world.make('track', { name: 'T', color: '#ffffff' }, there);
    const speaker = await world.make('speaker', { name: 'Ada', 'photo-url': picture }, there);
    const session = await world.make(
      'session',
      { title: 'Talk', state: 'accepted' },
      { ...there, track: ['track', track], speakers: ['speaker', [speaker]] },
    );
    const ofSession = { ...there, session: ['session', session] } as const;
    await world.make('feedback', { rating: 5 }, ofSession, 'stranger');
    await world.make('feedback', { rating: 5 }, there, 'stranger');
    const { document } = await world.api.get(`/v1/events/${event}?include=speakers`);
    const urls: string[] = [
      document.data.attributes['original-image-url'],
      document.data.attributes['large-image-url'],
      document.included[0].attributes['photo-url'],
    ];
    const path = `/v1/events/${event}?${trash}`;
    const erase = async (person: Person) => (await world.api.delete(path, world.as(person))).status;
    // It is not deleted yet: this deletes it.
    expect(await erase('owner')).toBe(204);
    for (const url of urls) expect((await fetch(url)).status).toBe(200);
    expect(await erase('owner')).toBe(403);
    expect(await erase('organizer')).toBe(404);
    expect(await erase('admin')).toBe(204);
    expect(await erase('admin')).toBe(404);
    for (const table of ['sessions', 'speakers', 'tracks', 'feedbacks', 'users_events_roles'])
      expect(
        await query(world.app, `SELECT 1 FROM ${table} WHERE event_id = $1`, [event]),
        table,
      ).toEqual([]);
    for (const url of urls) expect((await fetch(url)).status, url).toBe(404);
    const [files] = await query(
      world.app,
      `SELECT count(*)::int AS count FROM media_files
       WHERE NOT EXISTS (SELECT FROM media_attachments WHERE file_key = key)`,
    );
    expect(files).toEqual({ count: 0 });
  });

  it('is erased with more that hangs on it than a call has arguments', async () => {
    const event = await deletedEvent();
    await query(
      world.app,
      `INSERT INTO faqs (event_id, question, answer) SELECT $1, '?', '!' FROM generate_series(1, 150000)`,
      [event],
    );
    const erased = await world.api.delete(`/v1/events/${event}?${trash}`, world.as('admin'));
    expect(erased.status).toBe(204);
    expect(await query(world.app, 'SELECT FROM faqs WHERE event_id = $1', [event])).toEqual([]);
  });

  it('of a user leaves his sessions and speakers to their events, without his name', async () => {
    const person = await world.api.signUp();
    const there = { event: ['event', world.event] } as const;
    const as = { token: person.token };
    const speaker = await world.api.post(
      '/v1/speakers',
      documentOf('speaker', { name: 'Ada' }, there),
      as,
    );
    const links = { ...there, speakers: ['speaker', [speaker.document.data.id]] } as const;
    const session = await world.api.post(
      '/v1/sessions',
      documentOf('session', { title: 'Engines', state: 'pending' }, links),
      as,
    );
    const rated = documentOf('feedback', { rating: 1 }, there);
    const feedback = await world.api.post('/v1/feedbacks', rated, as);
    await world.api.delete(`/v1/users/${person.id}`, as);
    const path = `/v1/users/${person.id}?${trash}`;
    expect((await world.api.delete(path, world.as('owner'))).status).toBe(404);
    expect((await world.api.delete(path, world.as('admin'))).status).toBe(204);
    const left = await world.api.get(
      `/v1/sessions/${session.document.data.id}?include=creator,speakers.user`,
      world.as('owner'),
    );
    expect(left.document.data.relationships.creator.data).toBeNull();
    expect(left.document.included).toHaveLength(1);
    expect(await statusOf(`/v1/feedbacks/${feedback.document.data.id}`, 'admin')).toBe(404);
    const edited = documentOf('session', { state: 'accepted' }, {}, session.document.data.id);
    const accepted = await world.api.patch(
      `/v1/sessions/${session.document.data.id}`,
      edited,
      world.as('owner'),
    );
    expect(accepted.status).toBe(200);
  });

  it('of a user stays while events are his', async () => {
    const person = await world.api.signUp();
    const made = await world.api.post('/v1/events', eventDocument(), { token: person.token });
    await world.api.delete(`/v1/users/${person.id}`, { token: person.token });
    const erase = () => world.api.delete(`/v1/users/${person.id}?${trash}`, world.as('admin'));
    const kept = await erase();
    expect(kept.status).toBe(409);
    expect(kept.document.errors[0].code).toBe('in-use');
    const path = `/v1/events/${made.document.data.id}/relationships/owner`;
    const heir = { data: linkage('user', world.people.owner.id) };
    expect((await world.api.patch(path, heir, world.as('admin'))).status).toBe(204);
    expect((await erase()).status).toBe(204);
  });

  it.each([
    ['/v1/events?get_trashed=1', 'invalid-parameter'],
    ['/v1/events?get_trashed=', 'invalid-parameter'],
    ['/v1/tracks?get_trashed=true', 'unknown-parameter'],
    ['/v1/events?trashed=true', 'unknown-parameter'],
  ])('is not asked for by %s', async (path, code) => {
    const { document, status } = await world.api.get(path, world.as('admin'));
    expect(status).toBe(400);
    expect(document.errors[0].code).toBe(code);
  });

  it('plays no part in creating', async () => {
    const made = await world.api.post(`/v1/events?${trash}`, eventDocument(), world.as('owner'));
    expect(made.status).toBe(400);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, gather, type Gathering, linkage } from '../support/gathering.js';

/** In every value that nobody but those who make the event may see. */
const secret = 'sesame';

describe('what is hidden', () => {
  let world: Gathering;
  let pending: string;
  let unknown: string;
  let famous: string;
  let keynote: string;
  let track: string;

  beforeAll(async () => {
    world = await gather();
    const there = { event: ['event', world.event] } as const;
    track = await world.make('track', { name: 'Engines', color: '#ffffff' }, there);
    unknown = await world.make(
      'speaker',
      { name: `Unknown ${secret}`, email: `u@${secret}.org` },
      there,
      'submitter',
    );
    famous = await world.make(
      'speaker',
      { name: 'Famous', email: `f@${secret}.org`, mobile: secret },
      there,
    );
    keynote = await world.make(
      'session',
      { title: 'Keynote', state: 'accepted' },
      { ...there, track: ['track', track], speakers: ['speaker', [famous, unknown]] },
    );
    pending = await world.make(
      'session',
      { title: `Pending ${secret}`, state: 'pending' },
      { ...there, track: ['track', track], speakers: ['speaker', [famous]] },
      'submitter',
    );
    await world.make(
      'feedback',
      { rating: 1, comment: secret },
      { ...there, session: ['session', pending] },
      'submitter',
    );
    // Of a public session the second speaker is public too: he is taken off again.
    const path = `/v1/sessions/${keynote}/relationships/speakers`;
    await world.api.patch(path, { data: linkage('speaker', [famous]) }, world.as('owner'));
  });

  afterAll(() => world.close());

  const tree = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify([filter]))}`;
  const like = (name: string) => ({ name, op: 'contains', val: secret });

  it('keeps contacts from all but those who may write to a speaker', async () => {
    const contacts = async (person: Parameters<Gathering['as']>[0]) => {
      const { document } = await world.api.get(`/v1/speakers/${famous}`, world.as(person));
      const { email, mobile } = document.data.attributes;
      return { email, mobile };
    };
    const none = { email: undefined, mobile: undefined };
    const shown = { email: `f@${secret}.org`, mobile: secret };
    expect(await contacts('nobody')).toEqual(none);
    expect(await contacts('stranger')).toEqual(none);
    expect(await contacts('submitter')).toEqual(none);
    for (const person of ['owner', 'organizer', 'coorganizer', 'admin'] as const)
      expect(await contacts(person)).toEqual(shown);
    const own = await world.api.get(`/v1/speakers/${unknown}`, world.as('submitter'));
    expect(own.document.data.attributes.email).toBe(`u@${secret}.org`);
    for (const search of [
      `filter[email]=f@${secret}.org`,
      tree(like('email')),
      tree({ not: { not: like('mobile') } }),
      'filter[mobile][ne]=null',
    ]) {
      const { document } = await world.api.get(`/v1/speakers?${search}`, world.as('stranger'));
      expect(document.meta.count, search).toBe(0);
    }
    const back = { data: (await world.api.get(`/v1/speakers/${famous}`)).document.data };
    expect(
      (await world.api.patch(`/v1/speakers/${famous}`, back, world.as('stranger'))).status,
    ).toBe(403);
  });

  it('tells nothing by the order of what is shown', async () => {
    const there = { event: ['event', world.event] } as const;
    const second = await world.make('speaker', { name: 'Second', mobile: '0' }, there);
    await world.api.post(
      `/v1/sessions/${keynote}/relationships/speakers`,
      { data: linkage('speaker', [second]) },
      world.as('owner'),
    );
    const orders = async (person: 'nobody' | 'owner') => {
      const ids = async (sort: string) =>
        (
          await world.api.get(`/v1/sessions/${keynote}/speakers?sort=${sort}`, world.as(person))
        ).document.data.map(({ id }: { id: string }) => id);
      return [await ids('mobile'), await ids('-mobile')];
    };
    const [up, down] = await orders('nobody');
    expect(up).toEqual(down);
    const [seen, reversed] = await orders('owner');
    expect(seen).toEqual([...reversed].reverse());
  });

  it('cannot be linked to by those who may not see it', async () => {
    const there = { event: ['event', world.event] } as const;
    const mine = await world.make('session', { title: 'Mine' }, there, 'stranger');
    const links = { data: linkage('speaker', [unknown]) };
    const path = `/v1/sessions/${mine}/relationships/speakers`;
    expect((await world.api.post(path, links, world.as('stranger'))).status).toBe(404);
    const rated = await world.attempt(
      'feedback',
      { rating: 1 },
      { ...there, session: ['session', pending] },
      'stranger',
    );
    expect(rated.status).toBe(404);
    expect(rated.document.errors[0].source.pointer).toBe('/data/relationships/session/data/id');
  });

  it('goes with its event when the event is deleted, for everybody', async () => {
    const before = await world.api.get('/v1/sessions', world.as('admin'));
    await world.api.delete(`/v1/events/${world.event}`, world.as('owner'));
    for (const path of [`/v1/sessions/${keynote}`, `/v1/speakers/${famous}`, `/v1/tracks/${track}`])
      for (const person of ['admin', 'owner', 'submitter', 'nobody'] as const)
        expect((await world.api.get(path, world.as(person))).status, path).toBe(404);
    const { document } = await world.api.get('/v1/sessions', world.as('admin'));
    expect(document.meta.count).toBeLessThan(before.document.meta.count);
    const own = await world.api.get(
      `/v1/users/${world.people.submitter.id}/sessions`,
      world.as('submitter'),
    );
    expect(own.document.meta.count).toBe(0);
    const renamed = documentOf('session', { title: 'x' }, {}, pending);
    expect(
      (await world.api.patch(`/v1/sessions/${pending}`, renamed, world.as('submitter'))).status,
    ).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, gather, type Gathering, linkage } from '../support/gathering.js';

describe('a session', () => {
  let world: Gathering;
  let inEvent: { event: ['event', string] };
  let track: string;
  let ada: string;
  let grace: string;
  let keynote: string;

  beforeAll(async () => {
    world = await gather();
    inEvent = { event: ['event', world.event] };
    track = await world.make('track', { name: 'Engines', color: '#00008b' }, inEvent);
    ada = await world.make('speaker', { name: 'Ada', email: 'Ada@Example.org' }, inEvent);
    grace = await world.make('speaker', { name: 'Grace', mobile: '123' }, inEvent);
    keynote = await world.make('session', talk('Keynote'), {
      ...inEvent,
      track: ['track', track],
      speakers: ['speaker', [ada, grace]],
    });
  });

  afterAll(() => world.close());

  const talk = (title: string, state = 'accepted') => ({ title, state });
  const speakersOf = async (id: string) => {
    const { document } = await world.api.get(
      `/v1/sessions/${id}/relationships/speakers`,
      world.as('owner'),
    );
    return (document.data as { id: string }[]).map((one) => one.id);
  };
  const change = (id: string, attributes: Record<string, unknown>) =>
    documentOf('session', attributes, {}, id);

  it('keeps what was sent, says who made it, and is answered alike by POST and GET', async () => {
    const attributes = {
      title: 'Whole',
      subtitle: 'All members',
      level: 'expert',
      'short-abstract': '<p>Short</p>',
      'long-abstract': '<p>Long</p>',
      comments: 'A word to the organizers',
      'starts-at': '2030-06-01T16:00:00.000Z',
      'ends-at': '2030-06-01T17:00:00.000Z',
      language: 'en',
      slides: [{ name: 'Slides', link: 'https://slides.example/1.pdf' }],
      'slides-url': 'https://slides.example/1',
      'video-url': 'https://video.example/1',
      'audio-url': 'https://audio.example/1',
      'signup-url': 'https://signup.example/1',
      state: 'confirmed',
      'is-locked': true,
      'submitted-at': '2030-01-01T00:00:00.000Z',
    };
    const made = await world.attempt('session', attributes, inEvent, 'owner');
    expect(made.status).toBe(201);
    expect(made.document.data.attributes).toMatchObject(attributes);
    const { id } = made.document.data;
    const read = await world.api.get(`/v1/sessions/${id}?include=creator`, world.as('owner'));
    expect(read.document.data.attributes).toEqual(made.document.data.attributes);
    expect(read.document.data.relationships.creator.data.id).toBe(world.people.owner.id);
    const whole = await world.api.patch(
      `/v1/sessions/${id}`,
      { data: read.document.data },
      world.as('owner'),
    );
    expect(whole.status).toBe(200);
    expect(whole.document.data.attributes).toMatchObject(attributes);
    await world.api.delete(`/v1/sessions/${id}`, world.as('owner'));
  });

  it('includes speakers, their sessions and the tracks of those', async () => {
    const { document, status } = await world.api.get(
      `/v1/events/${world.event}?include=sessions.speakers.sessions,sessions.track`,
    );
    expect(status).toBe(200);
    const included = document.included.map(
      ({ type, id }: { type: string; id: string }) => `${type} ${id}`,
    );
    expect(included.sort()).toEqual(
      [`session ${keynote}`, `speaker ${ada}`, `speaker ${grace}`, `track ${track}`].sort(),
    );
  });

  it('is found from its speaker, three relationships deep', async () => {
    const { document } = await world.api.get(`/v1/speakers/${ada}?include=sessions.track.event`);
    expect(document.included.map(({ type }: { type: string }) => type).sort()).toEqual([
      'event',
      'session',
      'track',
    ]);
  });

  it('changes its speakers by its relationship route', async () => {
    const path = `/v1/sessions/${keynote}/relationships/speakers`;
    const owner = world.as('owner');
    const data = (ids: string[]) => ({ data: linkage('speaker', ids) });
    expect((await world.api.patch(path, data([ada]), owner)).status).toBe(204);
    expect(await speakersOf(keynote)).toEqual([ada]);
    expect((await world.api.post(path, data([grace, ada]), owner)).status).toBe(204);
    expect(await speakersOf(keynote)).toEqual([ada, grace]);
    expect((await world.api.send('DELETE', path, { body: data([ada]), ...owner })).status).toBe(
      204,
    );
    expect(await speakersOf(keynote)).toEqual([grace]);
    const whole = documentOf('session', {}, { speakers: ['speaker', [ada, grace]] }, keynote);
    expect((await world.api.patch(`/v1/sessions/${keynote}`, whole, owner)).status).toBe(200);
    expect(await speakersOf(keynote)).toEqual([ada, grace]);
  });

  it('lets nobody change its speakers who may not edit it', async () => {
    const path = `/v1/sessions/${keynote}/relationships/speakers`;
    const body = { data: linkage('speaker', [ada]) };
    expect((await world.api.patch(path, body, world.as('stranger'))).status).toBe(403);
    expect((await world.api.patch(path, body)).status).toBe(401);
    // The speaker's side shows the link and does not change it.
    const inverse = `/v1/speakers/${ada}/relationships/sessions`;
    const none = { data: linkage('session', []) };
    expect((await world.api.patch(inverse, none, world.as('owner'))).status).toBe(403);
    expect(await speakersOf(keynote)).toEqual([ada, grace]);
  });

  it('takes track and speakers of its own event only', async () => {
    const { attributes } = {
      attributes: {
        name: 'Other',
        'starts-at': '2031-01-01T00:00:00Z',
        'ends-at': '2031-01-02T00:00:00Z',
        timezone: 'UTC',
      },
    };
    const other = await world.make('event', attributes);
    const elsewhere = await world.make(
      'track',
      { name: 'Elsewhere', color: '#ffffff' },
      { event: ['event', other] },
    );
    const refused = await world.attempt(
      'session',
      talk('Misplaced'),
      { ...inEvent, track: ['track', elsewhere], speakers: ['speaker', [ada]] },
      'owner',
    );
    expect(refused.status).toBe(422);
    expect(refused.document.errors[0].source.pointer).toBe('/data/relationships/track/data/id');
    const path = `/v1/sessions/${keynote}/relationships/track`;
    expect(
      (await world.api.patch(path, { data: linkage('track', elsewhere) }, world.as('owner')))
        .status,
    ).toBe(422);
    const stranger = await world.make(
      'speaker',
      { name: 'Elsewhere' },
      { event: ['event', other] },
    );
    const speakers = await world.api.post(
      `/v1/sessions/${keynote}/relationships/speakers`,
      { data: linkage('speaker', [ada, stranger]) },
      world.as('owner'),
    );
    expect(speakers.status).toBe(422);
    expect(speakers.document.errors[0].source.pointer).toBe('/data/1/id');
  });

  it('stays in its event', async () => {
    const other = await world.make('event', {
      name: 'Another',
      'starts-at': '2031-01-01T00:00:00Z',
      'ends-at': '2031-01-02T00:00:00Z',
      timezone: 'UTC',
    });
    const moved = documentOf('session', {}, { event: ['event', other] }, keynote);
    const path = `/v1/sessions/${keynote}`;
    const { document, status } = await world.api.patch(path, moved, world.as('owner'));
    expect(status).toBe(403);
    expect(document.errors[0].source.pointer).toBe('/data/relationships/event');
    const kept = (await world.api.get(path)).document.data;
    expect(kept.relationships.event.data.id).toBe(world.event);
  });

  it('ends after it starts, whichever of the two is sent', async () => {
    const id = await world.make(
      'session',
      { title: 'Late', 'starts-at': '2030-06-01T10:00:00Z', 'ends-at': '2030-06-01T11:00:00Z' },
      inEvent,
    );
    const refused = await world.api.patch(
      `/v1/sessions/${id}`,
      change(id, { 'starts-at': '2030-06-01T12:00:00Z' }),
      world.as('owner'),
    );
    expect(refused.status).toBe(422);
    expect(refused.document.errors[0].source.pointer).toBe('/data/attributes/starts-at');
  });

  it('is handed in, decided and locked by those who may', async () => {
    const { api } = world;
    const submitter = world.as('submitter');
    const id = await world.make('session', { title: 'Proposal' }, inEvent, 'submitter');
    const read = () => api.get(`/v1/sessions/${id}`, submitter);
    expect((await read()).document.data.attributes).toMatchObject({
      state: 'draft',
      'submitted-at': null,
    });
    const patch = async (attributes: Record<string, unknown>, as: { token?: string }) =>
      (await api.patch(`/v1/sessions/${id}`, change(id, attributes), as)).status;
    expect(await patch({ state: 'accepted' }, submitter)).toBe(403);
    expect(await patch({ 'is-locked': true }, submitter)).toBe(403);
    expect(await patch({ state: 'pending' }, submitter)).toBe(200);
    expect((await read()).document.data.attributes['submitted-at']).not.toBeNull();
    expect((await api.get(`/v1/sessions/${id}`)).status).toBe(404);
    expect(await patch({ 'is-locked': true }, world.as('coorganizer'))).toBe(200);
    expect(await patch({ title: 'Better' }, submitter)).toBe(403);
    expect(await patch({ 'is-locked': false }, world.as('organizer'))).toBe(200);
    expect(await patch({ title: 'Better', 'is-locked': false }, submitter)).toBe(200);
    expect(await patch({ state: 'accepted' }, world.as('organizer'))).toBe(200);
    expect(await patch({ title: 'Best' }, submitter)).toBe(403);
    expect((await api.get(`/v1/sessions/${id}`)).status).toBe(200);
    expect(await patch({ state: 'draft' }, world.as('organizer'))).toBe(403);
    expect((await api.delete(`/v1/sessions/${id}`, submitter)).status).toBe(403);
    expect((await api.delete(`/v1/sessions/${id}`, world.as('organizer'))).status).toBe(204);
    expect((await read()).status).toBe(404);
  });

  it('is submitted only while the call is open', async () => {
    const closed = await world.make('event', {
      name: 'Closed',
      state: 'published',
      'starts-at': '2031-01-01T00:00:00Z',
      'ends-at': '2031-01-02T00:00:00Z',
      timezone: 'UTC',
    });
    const there = { event: ['event', closed] } as const;
    expect((await world.attempt('session', { title: 'No call' }, there, 'submitter')).status).toBe(
      403,
    );
    const call = await world.make(
      'speakers-call',
      { 'starts-at': '2020-01-01T00:00:00Z', 'ends-at': '2021-01-01T00:00:00Z' },
      there,
    );
    expect((await world.attempt('session', { title: 'Too late' }, there, 'submitter')).status).toBe(
      403,
    );
    expect((await world.attempt('speaker', { name: 'Too late' }, there, 'submitter')).status).toBe(
      403,
    );
    expect((await world.attempt('session', { title: 'Ours' }, there, 'owner')).status).toBe(201);
    const open = documentOf('speakers-call', { 'ends-at': '2100-01-01T00:00:00Z' }, {}, call);
    expect(
      (await world.api.patch(`/v1/speakers-calls/${call}`, open, world.as('owner'))).status,
    ).toBe(200);
    expect((await world.attempt('session', { title: 'In time' }, there, 'submitter')).status).toBe(
      201,
    );
    const anonymous = await world.attempt('session', { title: 'Nobody' }, there, 'nobody');
    expect(anonymous.status).toBe(401);
  });

  it('is listed below its event like everywhere: filtered, sorted, in pages', async () => {
    const later = await world.make('session', { ...talk('Zebra'), language: 'de' }, inEvent);
    const earlier = await world.make('session', { ...talk('Aardvark'), language: 'de' }, inEvent);
    const list = async (search: string) => {
      const { document, status } = await world.api.get(
        `/v1/events/${world.event}/sessions?filter[language]=de&${search}`,
      );
      expect(status).toBe(200);
      return { ids: document.data.map(({ id }: { id: string }) => id), count: document.meta.count };
    };
    expect(await list('sort=title')).toEqual({ ids: [earlier, later], count: 2 });
    expect(await list('sort=-title&page[size]=1')).toEqual({ ids: [later], count: 2 });
    expect(await list('sort=title&page[size]=1&page[number]=2')).toEqual({
      ids: [later],
      count: 2,
    });
    const speakers = await world.api.get(
      `/v1/events/${world.event}/speakers?filter[name][contains]=d&sort=-name&include=sessions`,
    );
    expect(speakers.document.data.map(({ id }: { id: string }) => id)).toEqual([ada]);
    const bySpeaker = await world.api.get(
      `/v1/speakers/${ada}/sessions?sort=track.name,title&fields[session]=title`,
    );
    expect(bySpeaker.document.data[0].attributes).toEqual({ title: 'Keynote' });
    const sorted = await world.api.get(
      '/v1/sessions?sort=event.speakers-call.ends-at,-id&page[size]=3',
    );
    expect(sorted.status).toBe(200);
  });
});

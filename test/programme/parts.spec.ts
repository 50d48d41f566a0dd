import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, gather, type Gathering, pathOf } from '../support/gathering.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { query } from '../support/traces.js';

type Attributes = Readonly<Record<string, unknown>>;

/** Everything that a client may write of each part of an event. */
const parts: readonly (readonly [type: string, whole: Attributes])[] = [
  ['track', { name: 'Engines', color: '#3366cc', position: 2 }],
  ['session-type', { name: 'Workshop', length: '02:30', position: 1 }],
  [
    'microlocation',
    { name: 'Hall', latitude: 52.5, longitude: 13.4, floor: -1, room: 'B', position: 3 },
  ],
  [
    'speaker',
    {
      name: 'Ada',
      email: 'ada@example.org',
      'short-biography': '<p>Short</p>',
      'long-biography': '<p>Long</p>',
      'speaking-experience': 'Much',
      mobile: '+49 30 1234',
      organisation: 'Engines',
      position: 'Countess',
      country: 'GB',
      city: 'London',
      website: 'https://ada.example',
      twitter: '@ada',
      facebook: 'https://facebook.example/ada',
      github: 'ada',
      linkedin: 'ada',
      mastodon: '@ada@social.example',
      'is-featured': true,
      order: 4,
    },
  ],
  [
    'sponsor',
    {
      name: 'Steam',
      description: 'Pays',
      url: 'https://steam.example',
      level: 1,
      'sponsor-type': 'Gold',
    },
  ],
  [
    'exhibitor',
    {
      name: 'Looms',
      status: 'accepted',
      description: 'Shows',
      url: 'https://looms.example',
      position: 5,
      'contact-email': 'looms@example.org',
      'social-links': [{ name: 'Fediverse', link: 'https://social.example/looms' }],
    },
  ],
  ['social-link', { name: 'Fediverse', link: 'https://social.example/event', identifier: 'fedi' }],
  [
    'event-copyright',
    {
      holder: 'Ada',
      'holder-url': 'https://ada.example',
      licence: 'CC BY 4.0',
      'licence-url': 'https://creativecommons.example/by',
      'logo-url': 'https://creativecommons.example/by.svg',
      year: 2030,
    },
  ],
  [
    'speakers-call',
    {
      announcement: '<p>Come</p>',
      'starts-at': '2030-01-01T00:00:00.000Z',
      'ends-at': '2030-02-01T00:00:00.000Z',
      privacy: 'private',
    },
  ],
  ['faq', { question: 'Where?', answer: 'Here.' }],
  ['feedback', { rating: 5, comment: 'Again!' }],
];

describe('what hangs on an event', () => {
  let world: Gathering;
  let event: string;
  let picture: string;

  beforeAll(async () => {
    world = await gather();
    const dates = { 'starts-at': '2031-01-01T00:00:00Z', 'ends-at': '2031-01-02T00:00:00Z' };
    event = await world.make('event', { name: 'Fair', timezone: 'UTC', ...dates });
    picture = dataUri(await drawPicture());
  });

  afterAll(() => world.close());

  const inEvent = () => ({ event: ['event', event] }) as const;
  const patch = (type: string, id: string, attributes: Attributes) =>
    world.api.patch(
      `/v1/${pathOf(type)}/${id}`,
      documentOf(type, attributes, {}, id),
      world.as('owner'),
    );

  it.each(parts)(
    'keeps a whole %s, takes it back unchanged and gives it up',
    async (type, whole) => {
      const owner = world.as('owner');
      const made = await world.attempt(type, whole, inEvent(), 'owner');
      expect(made.status, JSON.stringify(made.document)).toBe(201);
      expect(made.document.data.attributes).toMatchObject(whole);
      const path = `/v1/${pathOf(type)}/${made.document.data.id}`;
      const read = await world.api.get(path, owner);
      expect(read.document.data).toEqual(made.document.data);
      const back = await world.api.patch(path, { data: read.document.data }, owner);
      expect(back.document.data).toEqual(read.document.data);
      expect(
        (await world.api.get(`/v1/events/${event}?include=${relationshipOf(type)}`, owner)).document
          .included,
      ).toHaveLength(1);
      expect((await world.api.delete(path, owner)).status).toBe(204);
      expect((await world.api.get(path, owner)).status).toBe(404);
    },
  );

  const single = new Set(['event-copyright', 'speakers-call']);
  const relationshipOf = (type: string) => (single.has(type) ? type : `${type}s`);

  it.each([
    ['track', { name: 'x', color: 'red' }, 'color'],
    ['session-type', { name: 'x', length: '2 hours' }, 'length'],
    ['social-link', { name: 'x', link: 'javascript:alert(1)' }, 'link'],
    ['speaker', { name: 'x', twitter: 'javascript:alert(1)' }, 'twitter'],
    ['speaker', { name: 'x', website: 'ada.example' }, 'website'],
    ['sponsor', { name: '' }, 'name'],
    ['exhibitor', { name: 'x', status: 'gone' }, 'status'],
    ['microlocation', { name: 'x', latitude: 91 }, 'latitude'],
    ['feedback', { rating: 6 }, 'rating'],
    [
      'speakers-call',
      { 'starts-at': '2030-02-01T00:00:00Z', 'ends-at': '2030-01-01T00:00:00Z' },
      'ends-at',
    ],
  ])('refuses a %s such as %j', async (type, attributes, member) => {
    const { document, status } = await world.attempt(type, attributes, inEvent(), 'owner');
    expect(status).toBe(422);
    expect(document.errors[0].source.pointer).toBe(`/data/attributes/${member}`);
  });

  it('has one copyright and one call', async () => {
    await world.make('event-copyright', { licence: 'MIT' }, inEvent());
    const second = await world.attempt('event-copyright', { licence: 'MIT' }, inEvent(), 'owner');
    expect(second.status).toBe(409);
    expect(second.document.errors[0].source.pointer).toBe('/data/relationships/event');
    const call = { 'starts-at': '2030-01-01T00:00:00Z', 'ends-at': '2030-02-01T00:00:00Z' };
    await world.make('speakers-call', call, inEvent());
    expect((await world.attempt('speakers-call', call, inEvent(), 'owner')).status).toBe(409);
  });

  it('gives tracks a font colour that can be read, and follows their colour', async () => {
    const id = await world.make(
      'track',
      { name: 'Night', color: '#000022', 'font-color': '#000022' },
      inEvent(),
    );
    const fontOf = async () =>
      (await world.api.get(`/v1/tracks/${id}`, world.as('owner'))).document.data.attributes[
        'font-color'
      ];
    expect(await fontOf()).toBe('#ffffff');
    await patch('track', id, { color: '#ffffcc' });
    expect(await fontOf()).toBe('#000000');
  });

  it('has a speaker with an address once, whatever its case', async () => {
    await world.make('speaker', { name: 'Grace', email: 'Grace@example.org' }, inEvent());
    const second = await world.attempt(
      'speaker',
      { name: 'Grace', email: 'grace@Example.org' },
      inEvent(),
      'owner',
    );
    expect(second.status).toBe(409);
    expect(second.document.errors[0].source.pointer).toBe('/data/attributes/email');
    const elsewhere = { event: ['event', world.event] } as const;
    expect(
      (
        await world.attempt(
          'speaker',
          { name: 'Grace', email: 'grace@example.org' },
          elsewhere,
          'owner',
        )
      ).status,
    ).toBe(201);
    const { document } = await world.api.get(
      `/v1/events/${event}/speakers?filter[email]=GRACE@example.org`,
      world.as('owner'),
    );
    expect(document.data).toHaveLength(1);
  });

  it('takes feedback once from each user, of the event and of each session', async () => {
    const there = { event: ['event', world.event] } as const;
    const session = await world.make('session', { title: 'Keynote', state: 'accepted' }, there);
    const ofSession = { ...there, session: ['session', session] } as const;
    await world.make('feedback', { rating: 4 }, there, 'stranger');
    expect((await world.attempt('feedback', { rating: 1 }, there, 'stranger')).status).toBe(409);
    await world.make('feedback', { rating: 3 }, ofSession, 'stranger');
    expect((await world.attempt('feedback', { rating: 1 }, ofSession, 'stranger')).status).toBe(
      409,
    );
    await world.make('feedback', { rating: 2 }, ofSession, 'submitter');
    const { document } = await world.api.get(`/v1/sessions/${session}/feedbacks?sort=-rating`);
    expect(document.data.map((one: any) => one.attributes.rating)).toEqual([3, 2]); // oxlint-disable-line typescript/no-explicit-any -- any resource
    const misplaced = { event: ['event', event], session: ['session', session] } as const;
    expect((await world.attempt('feedback', { rating: 1 }, misplaced, 'owner')).status).toBe(422);
  });

  it.each([
    [
      'speaker',
      { name: 'Ada' },
      'photo-url',
      ['thumbnail-image-url', 'small-image-url', 'icon-image-url'],
    ],
    ['sponsor', { name: 'Steam' }, 'logo-url', []],
    ['exhibitor', { name: 'Looms' }, 'banner-url', ['thumbnail-image-url']],
    ['exhibitor', { name: 'Mills' }, 'logo-url', []],
  ] as const)(
    'shows the picture of a %s %j, and erases it with the row',
    async (type, attributes, member, renditions) => {
      const id = await world.make(type, { ...attributes, [member]: picture }, inEvent());
      const path = `/v1/${pathOf(type)}/${id}`;
      const { document } = await world.api.get(path, world.as('owner'));
      const url: string = document.data.attributes[member];
      expect(document.data.meta.images[member]).toMatchObject({ width: 600, height: 450 });
      expect((await fetch(url)).headers.get('content-type')).toBe('image/png');
      for (const rendition of renditions)
        expect((await fetch(document.data.attributes[rendition])).status).toBe(200);
      expect((await world.api.delete(path, world.as('owner'))).status).toBe(204);
      expect((await fetch(url)).status).toBe(404);
      const left = await query(
        world.app,
        'SELECT 1 FROM media_attachments WHERE resource_type = $1',
        [type],
      );
      expect(left).toEqual([]);
    },
  );

  it('leaves sessions without a track when the track goes, and without a speaker when he goes', async () => {
    const track = await world.make('track', { name: 'Going', color: '#ffffff' }, inEvent());
    const speaker = await world.make('speaker', { name: 'Going' }, inEvent());
    const links = {
      ...inEvent(),
      track: ['track', track],
      speakers: ['speaker', [speaker]],
    } as const;
    const id = await world.make('session', { title: 'Staying' }, links);
    expect((await world.api.delete(`/v1/tracks/${track}`, world.as('owner'))).status).toBe(204);
    expect((await world.api.delete(`/v1/speakers/${speaker}`, world.as('owner'))).status).toBe(204);
    const { document } = await world.api.get(
      `/v1/sessions/${id}?include=speakers,track`,
      world.as('owner'),
    );
    expect(document.data.relationships).toMatchObject({
      track: { data: null },
      speakers: { data: [] },
    });
  });
});

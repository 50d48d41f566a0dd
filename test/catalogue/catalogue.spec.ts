import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentOf, gather, type Gathering, type Links, pathOf } from '../support/gathering.js';
import { dataUri, drawPicture } from '../support/pictures.js';

describe('the catalogue', () => {
  let world: Gathering;
  let topic: string;

  beforeAll(async () => {
    world = await gather();
    topic = await world.make('event-topic', { name: 'Food & Drink' }, {}, 'admin');
  });

  afterAll(() => world.close());

  const made: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['event-type', { name: 'Conference' }],
    ['event-topic', { name: 'Music' }],
    ['event-sub-topic', { name: 'Wine' }],
    ['custom-placeholder', { name: 'Stage', copyright: 'CC0', origin: 'Drawn' }],
    ['role', { name: 'moderator', 'title-name': 'Moderator' }],
  ];
  const linksOf = (type: string): Links =>
    type === 'event-sub-topic' ? { 'event-topic': ['event-topic', topic] } : {};

  it.each(made)('lets everyone read a %s, and admins alone write it', async (type, attributes) => {
    const links = linksOf(type);
    expect((await world.attempt(type, attributes, links, 'nobody')).status).toBe(401);
    expect((await world.attempt(type, attributes, links, 'owner')).status).toBe(403);
    const id = await world.make(type, attributes, links, 'admin');
    const path = `/v1/${pathOf(type)}/${id}`;
    const read = await world.api.get(path);
    expect(read.document.data.attributes).toMatchObject(attributes);
    const document = { data: read.document.data };
    expect((await world.api.patch(path, document, world.as('owner'))).status).toBe(403);
    expect((await world.api.patch(path, document, world.as('admin'))).document.data).toEqual(
      read.document.data,
    );
    expect((await world.api.delete(path, world.as('owner'))).status).toBe(403);
    expect((await world.api.delete(path, world.as('admin'))).status).toBe(204);
  });

  it('makes slugs of names, which no client sets, and keeps them apart', async () => {
    const id = await world.make('event-type', { name: 'Café Été', slug: 'mine' }, {}, 'admin');
    const slugOf = async () =>
      (await world.api.get(`/v1/event-types/${id}`)).document.data.attributes.slug;
    expect(await slugOf()).toBe('cafe-ete');
    const twin = await world.attempt('event-type', { name: 'CAFE  ÉTÉ' }, {}, 'admin');
    expect(twin.status).toBe(409);
    expect(twin.document.errors[0].meta.member).toBe('slug');
    const renamed = documentOf('event-type', { name: 'Bar' }, {}, id);
    await world.api.patch(`/v1/event-types/${id}`, renamed, world.as('admin'));
    expect(await slugOf()).toBe('bar');
  });

  it.each(['event-type', 'event-topic', 'event-sub-topic'])(
    'says once what is wrong with a name: %s',
    async (type) => {
      const faultsOf = async (name: string): Promise<readonly string[]> => {
        const { document } = await world.attempt(type, { name }, {}, 'admin');
        const faults: readonly { detail: string; source: { pointer: string } }[] = document.errors;
        return faults
          .filter(({ source }) => source.pointer === '/data/attributes/name')
          .map(({ detail }) => detail);
      };
      const blank = [expect.stringContaining('must have a letter or a digit in it')];
      expect(await faultsOf('')).toEqual(blank);
      expect(await faultsOf('***')).toEqual(blank);
      expect(await faultsOf('a'.repeat(256))).toEqual([expect.stringContaining('255')]);
    },
  );

  it('lets each topic have a sub-topic of the same name, but once', async () => {
    const other = await world.make('event-topic', { name: 'Film' }, {}, 'admin');
    const below = (id: string) => ({ 'event-topic': ['event-topic', id] }) as const;
    await world.make('event-sub-topic', { name: 'Other' }, below(topic), 'admin');
    await world.make('event-sub-topic', { name: 'Other' }, below(other), 'admin');
    expect(
      (await world.attempt('event-sub-topic', { name: 'Other' }, below(other), 'admin')).status,
    ).toBe(409);
    const { document } = await world.api.get(`/v1/event-topics/${other}?include=event-sub-topics`);
    expect(document.included.map((one: any) => one.attributes.slug)).toEqual(['other']); // oxlint-disable-line typescript/no-explicit-any -- any resource
  });

  it('is what events choose from, and stays while one has chosen it', async () => {
    const type = await world.make('event-type', { name: 'Festival' }, {}, 'admin');
    const path = `/v1/events/${world.event}`;
    const chosen = documentOf(
      'event',
      {},
      { 'event-type': ['event-type', type], 'event-topic': ['event-topic', topic] },
      world.event,
    );
    expect((await world.api.patch(path, chosen, world.as('owner'))).status).toBe(200);
    const { document } = await world.api.get(
      `${path}?include=event-type,event-topic.event-sub-topics`,
    );
    const names = document.included.map((one: any) => one.attributes.name); // oxlint-disable-line typescript/no-explicit-any -- any resource
    expect(names).toEqual(expect.arrayContaining(['Festival', 'Food & Drink', 'Other']));
    const found = await world.api.get(
      '/v1/events?filter[event-type.slug]=festival&sort=event-topic.name',
    );
    expect(found.document.meta.count).toBe(1);
    const refused = await world.api.delete(`/v1/event-types/${type}`, world.as('admin'));
    expect(refused.status).toBe(409);
    expect(refused.document.errors[0].code).toBe('in-use');
  });

  it('has pictures for topics and for events without one', async () => {
    const picture = dataUri(await drawPicture());
    const drawn = await world.make(
      'event-topic',
      { name: 'Art', 'system-image-url': picture },
      {},
      'admin',
    );
    const { data } = (await world.api.get(`/v1/event-topics/${drawn}`)).document;
    expect((await fetch(data.attributes['system-image-url'])).status).toBe(200);
    const placeholder = await world.make(
      'custom-placeholder',
      { name: 'Art', 'original-image-url': picture },
      {},
      'admin',
    );
    const { attributes } = (await world.api.get(`/v1/custom-placeholders/${placeholder}`)).document
      .data;
    for (const name of ['original', 'large', 'thumbnail', 'icon'])
      expect((await fetch(attributes[`${name}-image-url`])).status, name).toBe(200);
  });

  it('has the roles that policies know from the start, under names that stay', async () => {
    const { document } = await world.api.get('/v1/roles?sort=name&filter[name]=organizer');
    const [role] = document.data;
    expect(role.attributes).toEqual({ name: 'organizer', 'title-name': 'Organizer' });
    const patched = (attributes: Readonly<Record<string, string>>) =>
      world.api.patch(
        `/v1/roles/${role.id}`,
        documentOf('role', attributes, {}, role.id),
        world.as('admin'),
      );
    const renamed = await patched({ name: 'boss', 'title-name': 'Boss' });
    expect(renamed.status).toBe(403);
    expect(renamed.document.errors[0].source.pointer).toBe('/data/attributes/name');
    const titled = await patched({ name: 'organizer', 'title-name': 'Boss' });
    expect(titled.document.data.attributes).toEqual({ name: 'organizer', 'title-name': 'Boss' });
    expect((await world.api.delete(`/v1/roles/${role.id}`, world.as('admin'))).status).toBe(409);
  });

  it('says which limits the server enforces', async () => {
    const { document, status } = await world.api.get('/v1/settings');
    expect(status).toBe(200);
    expect(document.data).toMatchObject({
      type: 'setting',
      id: '1',
      attributes: { 'image-size': 10_000, 'logo-size': 10_000, 'slide-size': 20_000 },
    });
    expect(document.data.attributes['image-formats']).toContain('image/webp');
    expect(document.data.attributes['image-formats']).not.toContain('application/pdf');
    for (const format of ['application/pdf', 'video/mp4', 'image/webp'])
      expect(document.data.attributes['slide-formats']).toContain(format);
    expect((await world.api.get(document.data.links.self)).document.data).toEqual(document.data);
    const sparse = await world.api.get('/v1/settings?fields[setting]=logo-size');
    expect(Object.keys(sparse.document.data.attributes)).toEqual(['logo-size']);
    expect((await world.api.get('/v1/settings?page[size]=1')).status).toBe(400);
    expect(
      (await world.api.patch('/v1/settings', { data: document.data }, world.as('admin'))).status,
    ).toBe(405);
  });
});

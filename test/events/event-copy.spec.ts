import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RowAudit } from '../../src/media/ledger/sweeper.rows.js';
import type { ApiResponse } from '../support/api.js';
import { documentOf, gather, type Gathering, type Person } from '../support/gathering.js';
import { dataUri, drawPicture } from '../support/pictures.js';
import { query } from '../support/traces.js';
import { fullEvent } from './full-event.js';

/** Everything that hangs on an event, by the names of its relationships. */
const parts = [
  'sessions',
  'speakers',
  'tracks',
  'sponsors',
  'exhibitors',
  'microlocations',
  'session-types',
  'social-links',
  'faqs',
  'event-copyright',
  'speakers-call',
  'roles',
];

interface Resource {
  readonly type: string;
  readonly id: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly relationships?: Readonly<Record<string, { readonly data?: unknown }>>;
}

describe('POST /v1/events/{id}/copy', () => {
  let world: Gathering;
  let event: string;
  let picture: string;

  beforeAll(async () => {
    world = await gather();
    picture = dataUri(await drawPicture());
    event = await fullEvent(world, picture);
  });

  afterAll(() => world?.close());

  const copyOf = (id: string, person: Person, headers = {}) =>
    world.api.send('POST', `/v1/events/${id}/copy`, { ...world.as(person), headers });
  const whole = async (id: string, person: Person = 'owner') => {
    const include = [...parts, 'sessions.speakers', 'feedbacks'].join(',');
    return world.api.get(`/v1/events/${id}?include=${include}`, world.as(person));
  };
  const idOf = ({ document }: ApiResponse) => document.data.id as string;

  it('answers with a draft of the caller, as a create does', async () => {
    const copied = await copyOf(event, 'coorganizer');
    expect(copied.status).toBe(201);
    const { attributes, id, relationships } = copied.document.data;
    expect(copied.headers.get('location')).toBe(`${world.app.url}/v1/events/${id}`);
    expect(id).not.toBe(event);
    expect(attributes).toMatchObject({
      name: 'Harbour Jazz',
      state: 'draft',
      'schedule-published-on': null,
      'deleted-at': null,
    });
    expect(attributes.identifier).toMatch(/^[0-9a-f]{8}$/);
    expect(relationships.owner.data.id).toBe(world.people.coorganizer.id);
    const read = await world.api.get(`/v1/events/${id}`, world.as('coorganizer'));
    expect(read.document.data).toEqual(copied.document.data);
  });

  it('copies all that hangs on the event, related among itself as it was', async () => {
    const original = await whole(event);
    const copy = await whole(idOf(await copyOf(event, 'owner')));
    expect(described(copy)).toEqual(described(original));
    const [mine, others] = [copy, original].map(
      ({ document }) => new Set(document.included.map(({ id, type }: Resource) => `${type} ${id}`)),
    );
    expect([...mine!].filter((one) => others!.has(one))).toEqual([]);
    expect(copy.document.data.relationships.feedbacks.data).toEqual([]);
  });

  /** What there is and how it hangs together, by names in the place of ids. */
  const described = ({ document }: ApiResponse) => {
    const resources: Resource[] = document.included.filter(
      ({ type }: Resource) => type !== 'feedback',
    );
    const names = new Map(resources.map((one) => [`${one.type} ${one.id}`, nameOf(one)]));
    const linked = (data: unknown) =>
      [data ?? []]
        .flat()
        .map((one) => one as Resource)
        .map(({ id, type }) => names.get(`${type} ${id}`) ?? type)
        .sort();
    return resources
      .map((one) => ({
        name: nameOf(one),
        attributes: { ...one.attributes, ...ofItself },
        related: Object.fromEntries(
          Object.entries(one.relationships ?? {})
            .filter(([name]) => !['creator', 'user', 'event', 'feedbacks'].includes(name))
            .map(([name, { data }]) => [name, linked(data)]),
        ),
      }))
      .toSorted((one, other) => one.name.localeCompare(other.name));
  };
  const ofItself = { 'created-at': null, 'last-modified-at': null };
  const nameOf = ({ attributes = {}, type }: Resource) =>
    [type, attributes['name'], attributes['title'], attributes['question']].join(' ');

  it('has been entered by whoever copies', async () => {
    const id = idOf(await copyOf(event, 'organizer'));
    const { document } = await world.api.get(
      `/v1/events/${id}?include=sessions.creator,speakers.user`,
      world.as('organizer'),
    );
    const users = document.included.filter(({ type }: Resource) => type === 'user');
    expect(users.map((user: Resource) => user.id)).toEqual([world.people.organizer.id]);
    const own = await world.api.get(
      `/v1/users/${world.people.submitter.id}/sessions?filter[event.id]=${id}`,
      world.as('submitter'),
    );
    expect(own.document.meta.count).toBe(0);
  });

  it('is promoted by nobody yet', async () => {
    const featured = documentOf('event', { 'is-featured': true, 'is-promoted': true }, {}, event);
    await world.api.patch(`/v1/events/${event}`, featured, world.as('admin'));
    const { document } = await copyOf(event, 'owner');
    expect(document.data.attributes).toMatchObject({ 'is-featured': false, 'is-promoted': false });
  });

  it('shows the same pictures, which live as long as either does', async () => {
    const first = await fullEvent(world, picture);
    const copied = await copyOf(first, 'owner');
    const copy = idOf(copied);
    const urlsOf = async (id: string): Promise<string[]> => {
      const { document } = await whole(id);
      return [document.data, ...document.included]
        .flatMap(({ attributes = {} }: Resource) => Object.values(attributes))
        .map(String)
        .filter((value) => value.includes('/media/'))
        .sort();
    };
    const urls = await urlsOf(first);
    expect(urls.length).toBeGreaterThan(10);
    expect(await urlsOf(copy)).toEqual(urls);
    const replaced = documentOf('event', { 'logo-url': null }, {}, first);
    await world.api.patch(`/v1/events/${first}`, replaced, world.as('owner'));
    await erase(first);
    for (const url of urls) expect((await fetch(url)).status, url).toBe(200);
    await erase(copy);
    for (const url of urls) expect((await fetch(url)).status, url).toBe(404);
  });

  const erase = async (id: string) => {
    for (const search of ['', '?get_trashed=true'])
      expect((await world.api.delete(`/v1/events/${id}${search}`, world.as('admin'))).status).toBe(
        204,
      );
  };

  it('is for those who edit the event', async () => {
    const draft = await world.makeEvent();
    const asked = async (id: string) => {
      const statuses: Record<string, number> = {};
      for (const person of ['admin', 'coorganizer', 'submitter', 'nobody'] as const)
        statuses[person] = (await copyOf(id, person)).status;
      return statuses;
    };
    expect(await asked(event)).toEqual({
      admin: 201,
      coorganizer: 201,
      submitter: 403,
      nobody: 401,
    });
    expect(await asked(draft)).toEqual({
      admin: 201,
      coorganizer: 201,
      submitter: 404,
      nobody: 401,
    });
    await world.api.delete(`/v1/events/${draft}`, world.as('owner'));
    expect((await copyOf(draft, 'owner')).status).toBe(404);
    expect((await copyOf('4711', 'owner')).status).toBe(404);
  });

  it('takes the identifier, a sparse fieldset, and a key for its repeat', async () => {
    const { identifier } = (await world.api.get(`/v1/events/${event}`)).document.data.attributes;
    const search = '?fields[event]=name,tracks&include=tracks';
    const key = { 'Idempotency-Key': 'copy once' };
    const first = await copyOf(`${identifier}`, 'owner', key);
    const again = await copyOf(`${identifier}`, 'owner', key);
    expect(idOf(again)).toBe(idOf(first));
    const sparse = await world.api.send(
      'POST',
      `/v1/events/${identifier}/copy${search}`,
      world.as('owner'),
    );
    expect(sparse.document.data.attributes).toEqual({ name: 'Harbour Jazz' });
    expect(sparse.document.included).toHaveLength(1);
    const wrong = await world.api.send(
      'POST',
      `/v1/events/${event}/copy?name=x`,
      world.as('owner'),
    );
    expect(wrong.status).toBe(400);
    expect((await world.api.get(`/v1/events/${event}/copy`)).status).toBe(404);
  });

  it('leaves rows and files in agreement while pictures change under it', async () => {
    const busy = await world.makeEvent({ 'original-image-url': picture });
    const other = dataUri(await drawPicture('png', { width: 64, height: 48 }));
    const change = (turn: number) =>
      world.api.patch(
        `/v1/events/${busy}`,
        documentOf('event', { 'original-image-url': turn % 2 ? picture : other }, {}, busy),
        world.as('owner'),
      );
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, turn) => [change(turn), copyOf(busy, 'owner')]).flat(),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201]));
    const audit = world.app.nest.get(RowAudit);
    const { signal } = new AbortController();
    const { count } = await audit.disagreements({ dryRun: true, signal });
    expect(count).toBe(0);
    const doomed = await query(
      world.app,
      `SELECT 1 FROM media_attachments JOIN media_files ON key = file_key WHERE state <> 'stored'`,
    );
    expect(doomed).toEqual([]);
  });
});

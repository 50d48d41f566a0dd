import Kitsu from 'kitsu';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientRig, pictureUri, startClientRig } from './rig.js';

let rig: ClientRig;
let kitsu: Kitsu;
beforeAll(async () => {
  rig = await startClientRig();
  kitsu = new Kitsu({
    baseURL: rig.base,
    camelCaseTypes: false,
    pluralize: false,
    // Open Event's spelling of the scheme
    headers: { Authorization: `JWT ${rig.organiser.token}` },
  });
  // kitsu has one word for path and type; ours is plural in paths and singular in types.
  kitsu.interceptors.request.use((config) => ({
    ...config,
    url: config.url?.replace(/^event(?=$|\/)/, 'events'),
  }));
});
afterAll(() => rig.close());

/** Everything that an event needs. */
const event = (members: object) => ({
  'starts-at': '2031-05-01T09:00:00Z',
  'ends-at': '2031-05-02T09:00:00Z',
  timezone: 'Europe/Berlin',
  ...members,
});

test('kitsu lists, filters, sorts, pages and includes', async () => {
  const list = await kitsu.get('events', {
    params: {
      filter: { name: 'Open Day 1' },
      sort: '-starts-at,name',
      page: { size: 2 },
      include: 'owner',
      fields: { event: 'name,owner' },
    },
  });
  expect(list.data).toHaveLength(1);
  expect(list.data[0]).toMatchObject({ type: 'event', name: 'Open Day 1' });
  expect(list.data[0].owner.data).toMatchObject({ type: 'user' });
  expect(list.meta.count).toBe(1);
});

test('kitsu creates with a picture and a relation, changes and deletes, its DELETE with a body', async () => {
  const type = await rig.world.subjectOf('event-type').create();
  const { data: made } = await kitsu.create(
    'event',
    event({
      name: 'Made by kitsu',
      'original-image-url': await pictureUri(),
      'event-type': { data: { type: 'event-type', id: type.id } },
    }),
  );
  expect(made).toMatchObject({ type: 'event', name: 'Made by kitsu' });
  expect((await fetch(made['original-image-url'] as string)).status).toBe(200);

  const { data: changed } = await kitsu.update('event', { id: made.id, name: 'Changed by kitsu' });
  expect(changed.name).toBe('Changed by kitsu');
  const gone = await kitsu.delete('event', made.id as string);
  expect(gone).toBeTruthy();
  await expect(kitsu.get(`events/${made.id}`)).rejects.toMatchObject({
    errors: [{ status: '404' }],
  });
});

test('kitsu reads errors by pointer', async () => {
  const refused = kitsu.create('event', event({ name: '' }));
  await expect(refused).rejects.toMatchObject({
    errors: [{ status: '422', source: { pointer: '/data/attributes/name' } }],
  });
});

test('nothing that kitsu was answered breaks the standard', () => {
  expect(rig.problems).toEqual([]);
});

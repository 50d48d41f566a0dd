import JsonApi from 'devour-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientRig, pictureUri, startClientRig } from './rig.js';

let rig: ClientRig;
let devour: JsonApi;
beforeAll(async () => {
  rig = await startClientRig();
  devour = new JsonApi({ apiUrl: rig.base, logger: false, pluralize: false });
  devour.headers['Authorization'] = `JWT ${rig.organiser.token}`;
  const event = {
    name: '',
    'starts-at': '',
    'ends-at': '',
    timezone: '',
    'original-image-url': '',
    owner: { jsonApi: 'hasOne', type: 'user' },
    'event-type': { jsonApi: 'hasOne', type: 'event-type' },
  };
  devour.define('event', event, { collectionPath: 'events' });
  devour.define('user', { 'public-name': '', email: '' }, { collectionPath: 'users' });
  devour.define('event-type', { name: '', slug: '' }, { collectionPath: 'event-types' });
});
afterAll(() => rig.close());

const sample = {
  name: 'Made by devour',
  'starts-at': '2031-05-01T09:00:00Z',
  'ends-at': '2031-05-02T09:00:00Z',
  timezone: 'Europe/Berlin',
};

test('devour lists, filters, pages and includes', async () => {
  const { data, meta } = await devour.findAll('event', {
    filter: { name: { startswith: 'Open Day' } },
    sort: '-name',
    page: { number: 1, size: 2 },
    include: 'owner',
  });
  expect((data as { name: string }[]).map(({ name }) => name)).toEqual([
    'Open Day 2',
    'Open Day 1',
  ]);
  expect(data[0].owner).toMatchObject({ type: 'user' });
  expect(meta.count).toBe(3);
});

test('devour creates with a picture and a relation, changes both and deletes', async () => {
  const { id: typeId } = await rig.world.subjectOf('event-type').create();
  const { data: made } = await devour.create('event', {
    ...sample,
    'original-image-url': await pictureUri(),
    'event-type': { id: typeId },
  });
  expect((await fetch(made['original-image-url'] as string)).status).toBe(200);
  const id = made.id as string;
  const { data: changed } = await devour.update('event', { id, name: 'Changed by devour' });
  expect(changed.name).toBe('Changed by devour');
  const { data: read } = await devour.find('event', id, { include: 'event-type' });
  expect(read['event-type']).toMatchObject({ id: typeId });
  const { id: otherId } = await rig.world.subjectOf('event-type').create();
  await devour.one('event', id).relationships('event-type').patch({ id: otherId });
  const { data: related } = await devour.find('event', id, { include: 'event-type' });
  expect(related['event-type']).toMatchObject({ id: otherId });
  await devour.destroy('event', id);
  await expect(devour.find('event', id)).rejects.toBeTruthy();
});

test('devour finds errors by the last step of their pointer', async () => {
  await expect(
    devour.create('event', { ...sample, name: '', timezone: 'Nowhere' }),
  ).rejects.toEqual(
    expect.objectContaining({
      name: expect.objectContaining({ title: expect.any(String) }),
      timezone: expect.objectContaining({ title: expect.any(String) }),
    }),
  );
});

test('nothing that devour was answered breaks the standard', () => {
  expect(rig.problems).toEqual([]);
});

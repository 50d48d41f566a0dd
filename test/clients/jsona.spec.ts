import { Jsona } from 'jsona';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClientRig, pictureUri, startClientRig } from './rig.js';

let rig: ClientRig;
beforeAll(async () => {
  rig = await startClientRig();
});
afterAll(() => rig.close());

const jsona = new Jsona();

test('jsona makes models of what is answered, and documents of models that are taken', async () => {
  const { api } = rig.world;
  const { token } = rig.organiser;
  const list = await api.get('/v1/events?include=owner&sort=name&page[size]=2', { token });
  const models = jsona.deserialize(list.document as object) as unknown as {
    name: string;
    owner: { type: string; id: string };
  }[];
  expect(models.map(({ name }) => name)).toEqual(['Open Day 0', 'Open Day 1']);
  expect(models[0]?.owner.type).toBe('user');

  const { id, type } = await rig.world.subjectOf('event-type').create();
  const model = {
    type: 'event',
    name: 'Made by jsona',
    'starts-at': '2031-05-01T09:00:00Z',
    'ends-at': '2031-05-02T09:00:00Z',
    timezone: 'Europe/Berlin',
    'original-image-url': await pictureUri(),
    'event-type': { type, id },
    relationshipNames: ['event-type'],
  };
  const made = await api.post('/v1/events', jsona.serialize({ stuff: model }), { token });
  expect(made.status, JSON.stringify(made.document)).toBe(201);

  const read = jsona.deserialize(made.document as object) as unknown as Record<string, unknown>;
  const changed = { ...read, name: 'Changed by jsona' };
  const path = `/v1/events/${String(read['id'])}`;
  // A whole model goes back: what the server owns is ignored, links and meta are none of its attributes.
  const { links: _links, meta: _meta, ...plain } = changed as Record<string, unknown>;
  const answered = await api.patch(path, jsona.serialize({ stuff: plain as typeof model }), {
    token,
  });
  expect(answered.status, JSON.stringify(answered.document)).toBe(200);
  expect(answered.document.data.attributes.name).toBe('Changed by jsona');
});

test('nothing that was answered breaks the standard', () => {
  expect(rig.problems).toEqual([]);
});

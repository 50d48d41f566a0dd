import { deepStrictEqual } from 'node:assert';
import { oneOf, pathOf, pictureMember, requireResource } from './lane.mjs';

const atomic = 'application/vnd.api+json;ext="https://jsonapi.org/ext/atomic"';

export function newEvent(lane) {
  const name = lane.nextName();
  const attributes = {
    name,
    description: `<p>About ${name}</p>`,
    'location-name': 'Harbour',
    timezone: 'Europe/Berlin',
    'starts-at': '2030-06-01T16:00:00.000Z',
    'ends-at': '2030-06-02T00:00:00.000Z',
    state: 'published',
  };
  return { type: 'event', id: null, attributes, picture: null, etag: null, speakers: [] };
}

function newSpeaker(lane) {
  const attributes = { name: lane.nextName(), city: 'Tromsø' };
  return { type: 'speaker', id: null, attributes, picture: null, etag: null };
}

/** The resource object that makes a row, with a picture. */
export function resourceOf(row, uri) {
  return { type: row.type, attributes: { ...row.attributes, [pictureMember[row.type]]: uri } };
}

const speakerOf = (event, resource) => ({
  ...resource,
  relationships: { event: { data: { type: 'event', ...event } } },
});

/** What the server answers becomes what it has to keep to. */
function acknowledge(row, shows, data) {
  row.id = data.id;
  row.etag = null;
  const url = data.attributes[pictureMember[row.type]];
  row.picture = shows === null ? null : { url, shows };
  requireResource(row, data);
}

export async function createEvent(lane) {
  if (lane.isFull) return deleteEvent(lane);
  const [row, shows] = [newEvent(lane), oneOf(lane.pictures)];
  const body = { data: resourceOf(row, shows.uri) };
  const { document } = await lane.client.send(201, 'POST', '/v1/events', { body });
  lane.events.push(row);
  acknowledge(row, shows, document.data);
}

export async function createSpeaker(lane) {
  const event = oneOf(lane.events);
  if (event === undefined || event.speakers.length > 4) return deleteSpeaker(lane);
  const [row, shows] = [newSpeaker(lane), oneOf(lane.pictures)];
  const body = { data: speakerOf({ id: event.id }, resourceOf(row, shows.uri)) };
  const { document } = await lane.client.send(201, 'POST', '/v1/speakers', { body });
  event.speakers.push(row);
  acknowledge(row, shows, document.data);
}

/** An event and a speaker of it at once, each with a picture. */
export async function createBoth(lane) {
  if (lane.isFull) return deleteEvent(lane);
  const [event, speaker, shows] = [newEvent(lane), newSpeaker(lane), oneOf(lane.pictures)];
  const made = { ...resourceOf(event, shows.uri), lid: 'new' };
  const adds = [made, speakerOf({ lid: 'new' }, resourceOf(speaker, shows.uri))];
  const body = { 'atomic:operations': adds.map((data) => ({ op: 'add', data })) };
  const headers = { 'Content-Type': atomic, Accept: atomic };
  const { document } = await lane.client.send(200, 'POST', '/v1/operations', { body, headers });
  event.speakers.push(speaker);
  lane.events.push(event);
  const [first, second] = document['atomic:results'];
  acknowledge(event, shows, first.data);
  acknowledge(speaker, shows, second.data);
}

async function change(lane, row, { attributes, shows, sent }) {
  const member = pictureMember[row.type];
  const data = {
    type: row.type,
    id: row.id,
    attributes: { ...attributes, ...(sent !== undefined && { [member]: sent }) },
  };
  const before = row.picture;
  const { document } = await lane.client.send(200, 'PATCH', pathOf(row), { body: { data } });
  Object.assign(row.attributes, attributes);
  acknowledge(row, shows, document.data);
  if (before?.url !== row.picture?.url) lane.bury(before);
}

export async function patchText(lane) {
  const row = oneOf(lane.rows());
  if (row === undefined) return;
  await change(lane, row, {
    attributes: { name: lane.nextName() },
    shows: row.picture?.shows ?? null,
  });
}

export async function patchPicture(lane) {
  const row = oneOf(lane.rows());
  if (row === undefined) return;
  const shows = oneOf([...lane.pictures, null]);
  await change(lane, row, { attributes: {}, shows, sent: shows?.uri ?? null });
}

export async function uploadAndAttach(lane) {
  const row = oneOf(lane.rows());
  if (row === undefined) return;
  const shows = oneOf(lane.pictures);
  const body = { data: shows.uri };
  const { document } = await lane.client.send(200, 'POST', '/v1/upload/image', { body });
  await change(lane, row, { attributes: {}, shows, sent: document.url });
  deepStrictEqual(row.picture.url, document.url);
}

export async function deleteSpeaker(lane) {
  const event = oneOf(lane.events.filter(({ speakers }) => speakers.length > 0));
  if (event === undefined) return;
  const row = event.speakers[0];
  await lane.client.send(204, 'DELETE', pathOf(row));
  event.speakers.shift();
  lane.bury(row.picture);
  await lane.client.send(404, 'GET', pathOf(row));
}

/** Its owner deletes it; now and then an admin erases what was deleted. */
export async function deleteEvent(lane) {
  if (lane.trash.length > 3) return eraseEvent(lane, lane.trash[0]);
  const event = oneOf(lane.events);
  if (event === undefined) return;
  await lane.client.send(204, 'DELETE', pathOf(event));
  lane.events = lane.events.filter((one) => one !== event);
  lane.trash.push(event);
  await lane.client.send(404, 'GET', pathOf(event));
}

export async function eraseEvent(lane, event) {
  await lane.admin.send(204, 'DELETE', `${pathOf(event)}?get_trashed=true`);
  lane.trash = lane.trash.filter((one) => one !== event);
  lane.erased.push(event.id);
  for (const { picture } of [event, ...event.speakers]) lane.bury(picture);
  await lane.admin.send(404, 'GET', `${pathOf(event)}?get_trashed=true`);
}

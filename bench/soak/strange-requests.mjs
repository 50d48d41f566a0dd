import { deepStrictEqual } from 'node:assert';
import { oneOf } from './lane.mjs';
import { listOwn } from './reads.mjs';
import { newEvent, resourceOf } from './writes.mjs';

/** Nothing must come of it: the list is as before. */
export async function hangUpInBody(lane) {
  const body = { data: resourceOf(newEvent(lane), oneOf(lane.pictures).uri) };
  await lane.client.hangUp('/v1/events', body);
  await listOwn(lane);
}

export async function sendBadPicture(lane) {
  const { uri } = oneOf(lane.pictures);
  const [status, bad] = oneOf([
    [422, uri.slice(0, uri.length - (uri.length % 4) - 80)],
    [415, 'data:image/png;base64,bm8gcGljdHVyZQ=='],
    [422, 'https://elsewhere.example/picture.png'],
  ]);
  const body = { data: resourceOf(newEvent(lane), bad) };
  const { document } = await lane.client.send(status, 'POST', '/v1/events', { body });
  const pointers = document.errors.map(({ source }) => source.pointer);
  deepStrictEqual(pointers, ['/data/attributes/original-image-url']);
}

/** The token goes on being the lane's; the session before it ends. */
export async function renewSession({ client, user }) {
  const { email, password } = user;
  const body = { refresh_token: await client.logIn({ email, password }) };
  const { document } = await client.send(200, 'POST', '/v1/auth/token/refresh', { body });
  client.token = document.access_token;
  const { data } = await client.get(`/v1/users/${user.id}`);
  deepStrictEqual(data.attributes.email, email);
}

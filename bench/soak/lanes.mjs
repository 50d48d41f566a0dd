import { Client } from './client.mjs';
import { Lane } from './lane.mjs';
import { drawPictures } from './pictures.mjs';

const password = 'correct horse';

/** Signs up as many users, each with a lane of his own. */
export async function openLanes(count, { admin: credentials, server }) {
  const pictures = await drawPictures();
  const admin = new Client(server.origin);
  await admin.logIn(credentials);
  const lanes = [];
  for (let at = 0; at < count; at += 1) {
    const client = new Client(server.origin);
    const user = await signUp(client, `soak${at}@marquee.example`);
    lanes.push(new Lane({ user, client, admin, pictures }));
  }
  return lanes;
}

async function signUp(client, email) {
  const body = { data: { type: 'user', attributes: { email, password } } };
  const { document } = await client.send(201, 'POST', '/v1/users', { body });
  await client.logIn({ email, password });
  return { id: document.data.id, email, password };
}

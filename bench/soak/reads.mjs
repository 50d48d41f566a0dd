import { deepStrictEqual } from 'node:assert';
import { oneOf, pathOf, requirePicture, requireResource } from './lane.mjs';

/** All that is the lane's, in one list: no more, no less, and nothing else than was acknowledged. */
export async function listOwn(lane) {
  const path = `/v1/users/${lane.user.id}/owner-events?include=owner,speakers&page[size]=100`;
  const { data, included = [], meta } = await lane.client.get(path);
  const speakers = included.filter(({ type }) => type === 'speaker');
  requireSameRows(lane.events, data);
  requireSameRows(
    lane.events.flatMap((event) => event.speakers),
    speakers,
  );
  deepStrictEqual(meta.count, lane.events.length);
}

function requireSameRows(rows, resources) {
  const idsOf = (all) => all.map(({ id }) => id).sort();
  deepStrictEqual(idsOf(resources), idsOf(rows));
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  for (const row of rows) requireResource(row, byId.get(row.id));
}

/** Whatever is linked is included, and the page is full where there is enough. */
export async function listPublic({ client }) {
  const query = 'include=speakers,owner&sort=-starts-at&page[size]=20&page[number]=';
  const { data, included = [] } = await client.get(`/v1/events?${query}${oneOf([1, 2])}`);
  const known = new Set(included.map(({ id, type }) => `${type} ${id}`));
  const linked = data.flatMap(({ relationships }) => [relationships.speakers.data].flat());
  const missing = linked.filter(({ id, type }) => !known.has(`${type} ${id}`));
  deepStrictEqual(missing, []);
}

export async function getOne(lane) {
  const row = oneOf(lane.rows());
  if (row === undefined) return;
  const { document, etag } = await lane.client.send(200, 'GET', pathOf(row));
  requireResource(row, document.data);
  row.etag = etag;
}

export async function getPicture(lane) {
  const row = oneOf(lane.rows());
  if (row === undefined) return;
  const { data } = await lane.client.get(pathOf(row));
  requireResource(row, data);
  await requirePicture(lane.client, row, data);
}

/** 304 as long as nobody has written; whoever writes forgets the tag. */
export async function getKnown(lane) {
  const row = oneOf(lane.rows());
  if (row === undefined) return;
  if (row.etag === null) await getOne({ client: lane.client, rows: () => [row] });
  await lane.client.send(304, 'GET', pathOf(row), { headers: { 'If-None-Match': row.etag } });
}

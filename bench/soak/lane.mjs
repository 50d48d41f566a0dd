import { deepStrictEqual } from 'node:assert';
import { requireShows } from './pictures.mjs';

/** More would be more to read back, not more to find out. */
const eventsOfLane = 12;

/**
 * One user, and all that he was told is so: nobody else writes what is his. Pictures of events are
 * `original-image-url`, of speakers `photo-url`.
 *
 * A row is `{type, id, attributes, picture: {url, shows} | null, etag}`; an event has `speakers`, too.
 */
export class Lane {
  events = [];
  /** Deleted, and not erased yet. */
  trash = [];
  /** The last few URLs of pictures that were replaced or deleted for good. */
  deadUrls = [];
  /** Ids of events that were erased. */
  erased = [];
  #named = 0;

  constructor({ user, client, admin, pictures }) {
    Object.assign(this, { user, client, admin, pictures });
  }

  get isFull() {
    return this.events.length >= eventsOfLane;
  }

  /** @returns {string} that no other row has */
  nextName() {
    return `${this.user.email} ${(this.#named += 1)}`;
  }

  bury(picture) {
    if (picture === null) return;
    this.deadUrls.push(picture.url);
    if (this.deadUrls.length > 100) this.deadUrls.shift();
  }

  rows() {
    return this.events.flatMap((event) => [event, ...event.speakers]);
  }
}

export const pathOf = (row) => `/v1/${row.type}s/${row.id}`;

export const pictureMember = { event: 'original-image-url', speaker: 'photo-url' };

export const oneOf = (values) => values[Math.floor(Math.random() * values.length)];

/** @throws Error where a resource object is not what was acknowledged */
export function requireResource(row, { attributes, id, type }) {
  const shown = Object.keys(row.attributes).map((name) => [name, attributes[name]]);
  const actual = {
    type,
    id,
    attributes: Object.fromEntries(shown),
    url: attributes[pictureMember[type]],
  };
  const url = row.picture?.url ?? null;
  deepStrictEqual(actual, { type: row.type, id: row.id, attributes: row.attributes, url });
}

/** Fetches the picture of a row, and one of its renditions. */
export async function requirePicture(client, row, { attributes }) {
  if (row.picture === null) return;
  const { shows, url } = row.picture;
  await requireShows(await client.fetchFile(200, url), shows, Infinity);
  const [thumbnail, width] = oneOf([
    [attributes['thumbnail-image-url'], 500],
    [attributes['icon-image-url'], row.type === 'event' ? 75 : 35],
  ]);
  await requireShows(await client.fetchFile(200, thumbnail), shows, width);
}

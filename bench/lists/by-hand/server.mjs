// What a programmer would write for this one list and nothing else: four statements,
// each member written down. No framework, no other route, no checks.
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { eventObject, origin, topicObject, userObject } from './resource-objects.mjs';

const { DATABASE_URL, PORT } = process.env;

const pool = new Pool({ connectionString: DATABASE_URL, max: 10 });
const visible = `deleted_at IS NULL AND state = 'published' AND privacy = 'public'`;
const queries = {
  events: `SELECT * FROM events WHERE ${visible} ORDER BY id LIMIT $1 OFFSET $2`,
  count: `SELECT count(*) FROM events WHERE ${visible}`,
  users: `SELECT * FROM users WHERE id = ANY($1) AND deleted_at IS NULL ORDER BY id`,
  topics: `SELECT * FROM event_topics WHERE id = ANY($1) ORDER BY id`,
};

async function rowsOf(name, values = []) {
  const { rows } = await pool.query({ name, text: queries[name], values });
  return rows;
}

const server = createServer((request, response) => void serve(request, response));

async function serve(request, response) {
  try {
    const body = await answer(new URL(request.url, origin));
    response.writeHead(200, {
      'Content-Type': 'application/vnd.api+json',
      'Content-Length': Buffer.byteLength(body),
    });
    response.end(body);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
}

async function answer({ pathname, searchParams }) {
  const size = Number(searchParams.get('page[size]') ?? 20);
  const number = Number(searchParams.get('page[number]') ?? 1);
  const [events, [{ count }]] = await Promise.all([
    rowsOf('events', [size, (number - 1) * size]),
    rowsOf('count'),
  ]);
  const [users, topics] = await Promise.all([
    rowsOf('users', [[...new Set(events.map((event) => event.owner_id))]]),
    rowsOf('topics', [[...new Set(events.map((event) => event.event_topic_id))]]),
  ]);
  const last = Math.max(1, Math.ceil(count / size));
  const page = (at) => {
    const parameters = new URLSearchParams(searchParams);
    parameters.set('page[number]', String(at));
    return `${origin}${pathname}?${parameters}`;
  };
  const search = decodeURIComponent(String(searchParams));
  return JSON.stringify({
    jsonapi: { version: '1.1' },
    links: {
      self: `${origin}${pathname}?${search.replaceAll('[', '%5B').replaceAll(']', '%5D')}`,
      first: page(1),
      last: page(last),
      prev: number > 1 ? page(number - 1) : undefined,
      next: number < last ? page(number + 1) : undefined,
      describedby: `${origin}/openapi.json`,
    },
    data: events.map(eventObject),
    included: [...topics.map(topicObject), ...users.map(userObject)],
    meta: { count: Number(count) },
  });
}

server.listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => {
  server.close(() => void pool.end());
  server.closeAllConnections();
});

import { Client } from 'pg';

export const counts = { events: 1000, owners: 50, topics: 20 };

/** Fills a migrated database: public events with pictures, words and places, their owners and topics. */
export async function writeRows(url) {
  const client = new Client(url);
  await client.connect();
  try {
    for (const statement of [topics, owners, events])
      await client.query(statement.text, statement.values);
    await client.query('VACUUM ANALYZE');
    const { rows } = await client.query('SHOW server_version');
    return { postgresVersion: rows[0].server_version.split(' ')[0] };
  } finally {
    await client.end();
  }
}

/** Of a picture's columns: with a picture where `has` holds. */
const picture = (has, kind) => `
  CASE WHEN ${has} THEN '/media/${kind}/' || gen_random_uuid() || '.jpg' END,
  CASE WHEN ${has} THEN 1600 END, CASE WHEN ${has} THEN 900 END, CASE WHEN ${has} THEN 240000 + n END,
  CASE WHEN ${has} THEN 'jpeg' END, CASE WHEN ${has} THEN '1QcSHQRnh493V4dIh4eXh1h4kJUI' END,
  CASE WHEN ${has} THEN 'A hall full of people, number ' || n END`;

const pictureColumns = (prefix) =>
  ['url', 'width', 'height', 'bytes', 'type', 'placeholder', 'alt']
    .map((part) => `${prefix}_${part}`)
    .join(', ');

const topics = {
  text: `INSERT INTO event_topics (name, slug, ${pictureColumns('system_image')})
    SELECT 'Topic ' || n, 'topic-' || n, ${picture('n % 2 = 0', 'event-topic')}
    FROM generate_series(1, $1::int) n`,
  values: [counts.topics],
};

const owners = {
  text: `INSERT INTO users (email, password_hash, first_name, last_name, public_name, details, company,
      twitter_url, is_profile_public, ${pictureColumns('avatar')})
    SELECT 'owner' || n || '@marquee.example', 'none', 'Ada', 'Number ' || n, 'Ada ' || n,
      '<p>' || repeat('Makes concerts in old factories. ', 6) || '</p>', 'Company ' || n,
      'https://twitter.example/ada' || n, n % 2 = 0, ${picture('n % 3 > 0', 'user')}
    FROM generate_series(1, $1::int) n`,
  values: [counts.owners],
};

const events = {
  text: `INSERT INTO events (identifier, name, description, starts_at, ends_at, timezone, location_name,
      searchable_location_name, latitude, longitude, owner_name, has_owner_info, owner_description,
      external_event_url, ticket_url, state, is_map_shown, is_sessions_speakers_enabled, document_links,
      owner_id, event_topic_id, ${pictureColumns('original_image')}, ${pictureColumns('logo')})
    SELECT 'e' || lpad(to_hex(n), 7, '0'), 'Event number ' || n,
      '<p>' || repeat('An evening of music, talks and good food by the river. ', 12) || '</p>',
      timestamptz '2030-01-01 18:00Z' + n * interval '7 hours',
      timestamptz '2030-01-01 22:00Z' + n * interval '7 hours', 'Europe/Berlin', 'Hall ' || n || ', Berlin',
      'Berlin', 52.5 + n / 1000.0, 13.4 - n / 1000.0, 'Ada ' || n, n % 2 = 0,
      '<p>' || repeat('People who like good sound. ', 5) || '</p>', 'https://events.example/' || n,
      CASE WHEN n % 4 > 0 THEN 'https://tickets.example/' || n END, 'published', n % 2 = 0, n % 3 = 0,
      CASE WHEN n % 5 = 0 THEN '[{"name": "Map", "link": "https://events.example/map.pdf"}]'::jsonb ELSE '[]' END,
      (SELECT min(id) FROM users WHERE email LIKE 'owner%') + n % $2::int,
      (SELECT min(id) FROM event_topics) + n % $3::int,
      ${picture('n % 4 > 0', 'event')}, ${picture('n % 3 = 0', 'event')}
    FROM generate_series(1, $1::int) n`,
  values: [counts.events, counts.owners, counts.topics],
};

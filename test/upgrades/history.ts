/**
 * Rows as they were when each migration was the latest one: one of everything that it brought. A migration that makes
 * a table has to add its own here.
 *
 * @param passwordHash of the user who logs in after the upgrade
 * @returns name of a migration, without its time → statements
 */
export function rowsOfEachState(passwordHash: string): Readonly<Record<string, readonly string[]>> {
  const picture = 'event/0b5c1a52-7d0e-4c9e-9a43-0d1f4c2b8a11';
  return {
    EventsAndUsers: [
      `INSERT INTO users (email, password_hash, first_name) VALUES ('ada@example.org', '${passwordHash}', 'Ada')`,
      `INSERT INTO media_files (key, state, owner_id, format, bytes, width, height)
       VALUES ('${picture}', 'stored', 1, 'png', 4711, 120, 90)`,
      `INSERT INTO events (identifier, name, description, starts_at, ends_at, timezone, state, privacy, owner_id,
                           original_image_url, original_image_width, original_image_height,
                           original_image_bytes, original_image_type)
       VALUES ('0badcafe', 'Harbour Jazz', 'Three nights', '2030-06-01 16:00Z', '2030-06-04 02:00Z',
               'Europe/Berlin', 'published', 'public', 1, '/media/${picture}.png', 120, 90, 4711,
               'png')`,
      `INSERT INTO media_attachments (resource_type, resource_id, attribute, file_key)
       VALUES ('event', 1, 'original-image-url', '${picture}')`,
    ],
    ProgrammeAndCatalogue: [
      `INSERT INTO event_types (name, slug) VALUES ('Concert', 'concert')`,
      `INSERT INTO event_topics (name, slug) VALUES ('Music', 'music')`,
      `INSERT INTO custom_placeholders (name) VALUES ('A stage')`,
      `INSERT INTO event_sub_topics (name, slug, event_topic_id, custom_placeholder_id) VALUES ('Jazz', 'jazz', 1, 1)`,
      `UPDATE events SET event_type_id = 1, event_topic_id = 1, event_sub_topic_id = 1`,
      `INSERT INTO tracks (name, color, font_color, event_id) VALUES ('Pier', '#102030', '#ffffff', 1)`,
      `INSERT INTO sessions (title, starts_at, ends_at, event_id, track_id, creator_id, state)
       VALUES ('Late set', '2030-06-01 20:00Z', '2030-06-01 22:00Z', 1, 1, 1, 'confirmed')`,
      `INSERT INTO speakers (name, email, event_id, user_id) VALUES ('Ada', 'ada@example.org', 1, 1)`,
      `INSERT INTO sessions_speakers (session_id, speaker_id) VALUES (1, 1)`,
    ],
    WholeEvent: [
      `INSERT INTO roles (name, title_name) VALUES ('organizer', 'Organizer')`,
      `INSERT INTO users_events_roles (user_id, event_id, role_id) VALUES (1, 1, 1)`,
      `INSERT INTO event_copyrights (licence, event_id) VALUES ('CC BY 4.0', 1)`,
      `INSERT INTO exhibitors (name, event_id) VALUES ('Reeds and Valves', 1)`,
      `INSERT INTO faqs (question, answer, event_id) VALUES ('Is there rain?', 'There is a roof.', 1)`,
      `INSERT INTO feedbacks (rating, comment, event_id, user_id) VALUES (5, 'Loud', 1, 1)`,
      `INSERT INTO microlocations (name, event_id) VALUES ('Shed 4', 1)`,
      `INSERT INTO session_types (name, length, event_id) VALUES ('Set', '02:00', 1)`,
      `INSERT INTO social_links (name, link, event_id) VALUES ('Mastodon', 'https://social.example/@jazz', 1)`,
      `INSERT INTO speakers_calls (announcement, starts_at, ends_at, event_id)
       VALUES ('Play!', '2029-01-01 00:00Z', '2029-06-01 00:00Z', 1)`,
      `INSERT INTO sponsors (name, event_id) VALUES ('The Port', 1)`,
      `UPDATE sessions SET session_type_id = 1, microlocation_id = 1`,
    ],
    Idempotency: [
      `INSERT INTO idempotency_records (caller, key, fingerprint) VALUES ('1', 'once', 'abc')`,
    ],
    UploadAllowances: [
      `INSERT INTO upload_allowances (caller, uploads_until, bytes_until) VALUES ('1', now(), now())`,
    ],
    Mail: [
      `INSERT INTO mail_outbox (id, kind, recipient)
       VALUES ('6f9d3c1e-55d0-4f0c-8a3a-27f0b1b4c9aa', 'verification', '1')`,
    ],
    AccountSessions: [
      `INSERT INTO account_sessions (id, chain_key, expires_at, user_id)
       VALUES ('9d1a6a0e-2f64-4e0e-8d29-5f0b6ad1c001', '\\x01', now() + interval '90 days', 1)`,
    ],
    AttemptBuckets: [`INSERT INTO attempt_buckets (name, drained_at) VALUES ('somebody', now())`],
    MailedTokens: [
      `INSERT INTO mailed_tokens (hash, purpose, email, expires_at, user_id)
       VALUES ('\\x02', 'verification', 'ada@example.org', now() + interval '1 day', 1)`,
    ],
    ResumableUploads: [
      `INSERT INTO resumable_uploads (key, owner_id, state, bytes, received, parts, expires_at)
       VALUES ('tus/5d7c3f8e-0d0c-4c58-8d0e-6a1f1d7f0a01', 1, 'arriving', 4711, 0, '{}', now() + interval '1 day')`,
    ],
    PrivilegedChanges: [
      `INSERT INTO privileged_changes (actor_id, resource_type, resource_id, action, members)
       VALUES (1, 'event', 1, 'update', '[{"name": "is-featured", "from": false, "to": true}]')`,
    ],
  };
}

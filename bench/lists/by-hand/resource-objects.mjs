export const origin = process.env.PUBLIC_URL;

export function eventObject(row) {
  const self = `${origin}/v1/events/${row.id}`;
  return {
    type: 'event',
    id: row.id,
    attributes: {
      identifier: row.identifier,
      'ical-url': `${origin}/v1/events/${row.identifier}/ical`,
      name: row.name,
      description: row.description,
      'starts-at': row.starts_at.toISOString(),
      'ends-at': row.ends_at.toISOString(),
      timezone: row.timezone,
      'location-name': row.location_name,
      'searchable-location-name': row.searchable_location_name,
      latitude: row.latitude,
      longitude: row.longitude,
      online: row.online,
      'owner-name': row.owner_name,
      'has-owner-info': row.has_owner_info,
      'owner-description': row.owner_description,
      'code-of-conduct': row.code_of_conduct,
      'external-event-url': row.external_event_url,
      'ticket-url': row.ticket_url,
      privacy: row.privacy,
      state: row.state,
      'schedule-published-on': row.schedule_published_on?.toISOString() ?? null,
      'is-map-shown': row.is_map_shown,
      'is-sessions-speakers-enabled': row.is_sessions_speakers_enabled,
      'is-cfs-enabled': row.is_cfs_enabled,
      'is-sponsors-enabled': row.is_sponsors_enabled,
      'is-document-enabled': row.is_document_enabled,
      'is-featured': row.is_featured,
      'is-promoted': row.is_promoted,
      'document-links': row.document_links,
      'original-image-url': url(row.original_image_url),
      'large-image-url': rendition(row.original_image_url, 'large'),
      'thumbnail-image-url': rendition(row.original_image_url, 'thumbnail'),
      'icon-image-url': rendition(row.original_image_url, 'icon'),
      'original-image-alt': row.original_image_alt,
      'logo-url': url(row.logo_url),
      'logo-alt': row.logo_alt,
      'created-at': row.created_at.toISOString(),
      'deleted-at': row.deleted_at?.toISOString() ?? null,
    },
    relationships: {
      owner: one(self, 'owner', 'user', row.owner_id),
      'event-type': one(self, 'event-type', 'event-type', row.event_type_id),
      'event-topic': one(self, 'event-topic', 'event-topic', row.event_topic_id),
      'event-sub-topic': one(self, 'event-sub-topic', 'event-sub-topic', row.event_sub_topic_id),
      sessions: unread(self, 'sessions'),
      speakers: unread(self, 'speakers'),
      tracks: unread(self, 'tracks'),
      sponsors: unread(self, 'sponsors'),
      exhibitors: unread(self, 'exhibitors'),
      microlocations: unread(self, 'microlocations'),
      'session-types': unread(self, 'session-types'),
      'social-links': unread(self, 'social-links'),
      faqs: unread(self, 'faqs'),
      feedbacks: unread(self, 'feedbacks'),
      'event-copyright': unread(self, 'event-copyright'),
      'speakers-call': unread(self, 'speakers-call'),
      roles: unread(self, 'roles'),
      organizers: unread(self, 'organizers'),
      coorganizers: unread(self, 'coorganizers'),
    },
    links: { self },
    meta: images({
      'original-image-url': image(row, 'original_image'),
      'logo-url': image(row, 'logo'),
    }),
  };
}

export function userObject(row) {
  const self = `${origin}/v1/users/${row.id}`;
  const open = row.is_profile_public;
  return {
    type: 'user',
    id: row.id,
    attributes: {
      'first-name': row.first_name,
      'last-name': row.last_name,
      'public-name': row.public_name,
      details: row.details,
      company: open ? row.company : undefined,
      'facebook-url': open ? row.facebook_url : undefined,
      'twitter-url': open ? row.twitter_url : undefined,
      'instagram-url': open ? row.instagram_url : undefined,
      'avatar-url': url(row.avatar_url),
      'avatar-alt': row.avatar_alt,
      'original-image-url': url(row.avatar_url),
      'thumbnail-image-url': rendition(row.avatar_url, 'thumbnail'),
      'small-image-url': rendition(row.avatar_url, 'small'),
      'icon-image-url': rendition(row.avatar_url, 'icon'),
    },
    relationships: {
      'owner-events': unread(self, 'owner-events'),
      'organizer-events': unread(self, 'organizer-events'),
      events: unread(self, 'events'),
      sessions: unread(self, 'sessions'),
      speakers: unread(self, 'speakers'),
    },
    links: { self },
    meta: images({ 'avatar-url': image(row, 'avatar') }),
  };
}

export function topicObject(row) {
  const self = `${origin}/v1/event-topics/${row.id}`;
  return {
    type: 'event-topic',
    id: row.id,
    attributes: {
      name: row.name,
      slug: row.slug,
      'system-image-url': url(row.system_image_url),
      'system-image-alt': row.system_image_alt,
    },
    relationships: { 'event-sub-topics': unread(self, 'event-sub-topics') },
    links: { self },
    meta: images({ 'system-image-url': image(row, 'system_image') }),
  };
}

function unread(self, name) {
  return { links: { self: `${self}/relationships/${name}`, related: `${self}/${name}` } };
}

function one(self, name, type, id) {
  return { ...unread(self, name), data: id === null ? null : { type, id } };
}

function url(path) {
  return path === null ? null : origin + path;
}

function rendition(path, preset) {
  return path === null ? null : `${origin}${path.replace('.jpg', `/${preset}.jpg`)}`;
}

function image(row, prefix) {
  if (row[`${prefix}_url`] === null) return undefined;
  return {
    width: row[`${prefix}_width`],
    height: row[`${prefix}_height`],
    bytes: row[`${prefix}_bytes`],
    'content-type': `image/${row[`${prefix}_type`]}`,
    placeholder: row[`${prefix}_placeholder`],
    alt: row[`${prefix}_alt`],
  };
}

function images(all) {
  return Object.values(all).some((described) => described !== undefined)
    ? { images: all }
    : undefined;
}

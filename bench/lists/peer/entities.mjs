import { Column, Entity, JoinColumn, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';

/** The same tables as Marquee's; decorators are called as functions, so that nothing need be compiled. */
class Events {}
class Users {}
class EventTopics {}

const designTypes = {
  boolean: Boolean,
  integer: Number,
  'double precision': Number,
  timestamptz: Date,
  jsonb: Object,
};

const image = ['Url', 'Width', 'Height', 'Bytes', 'Type', 'Placeholder', 'Alt'];
const imageColumns = (property) =>
  Object.fromEntries(
    image.map((part) => [
      property + part,
      ['Width', 'Height', 'Bytes'].includes(part) ? 'integer' : 'text',
    ]),
  );
const all = (type, properties) => Object.fromEntries(properties.map((name) => [name, type]));

declare(Events, 'events', {
  ...all('text', ['identifier', 'name', 'description', 'timezone', 'locationName']),
  ...all('text', ['searchableLocationName', 'ownerName', 'ownerDescription', 'codeOfConduct']),
  ...all('text', ['externalEventUrl', 'ticketUrl', 'privacy', 'state']),
  ...all('timestamptz', ['startsAt', 'endsAt', 'schedulePublishedOn', 'createdAt', 'deletedAt']),
  ...all('double precision', ['latitude', 'longitude']),
  ...all('boolean', ['online', 'hasOwnerInfo', 'isMapShown', 'isSessionsSpeakersEnabled']),
  ...all('boolean', ['isCfsEnabled', 'isSponsorsEnabled', 'isDocumentEnabled']),
  ...all('boolean', ['isFeatured', 'isPromoted']),
  documentLinks: 'jsonb',
  ...imageColumns('originalImage'),
  ...imageColumns('logo'),
});
declare(Users, 'users', {
  ...all('text', ['firstName', 'lastName', 'publicName', 'details', 'company']),
  ...all('text', ['facebookUrl', 'twitterUrl', 'instagramUrl']),
  ...imageColumns('avatar'),
});
declare(EventTopics, 'event_topics', {
  ...all('text', ['name', 'slug']),
  ...imageColumns('systemImage'),
});
relate('owner', Users, 'ownerEvents');
relate('eventTopic', EventTopics, 'events');
/** What hangs on an event; never asked for here, but each resource names where it is. */
const parts = ['Sessions', 'Speakers', 'Tracks', 'Sponsors', 'Exhibitors', 'Microlocations']
  .concat(['SessionTypes', 'SocialLinks', 'Faqs', 'Feedbacks', 'EventCopyrights'])
  .concat(['SpeakersCalls', 'UsersEventsRoles'])
  .map(partOfEvent);

export const entities = [Events, Users, EventTopics, ...parts];

function partOfEvent(name) {
  const part = { [name]: class {} }[name];
  declare(part, columnOf(name).slice(1), {});
  const property = name[0].toLowerCase() + name.slice(1);
  relate('event', Events, property, part);
  return part;
}

function declare(entity, table, columns) {
  Entity(table)(entity);
  typed(entity, 'id', Number);
  PrimaryGeneratedColumn('identity', { type: 'bigint' })(entity.prototype, 'id');
  for (const [property, type] of Object.entries(columns)) {
    typed(entity, property, designTypes[type] ?? String);
    Column(type, { name: columnOf(property), nullable: true })(entity.prototype, property);
  }
}

/** What the compiler would write for `property: type`. */
function typed(entity, property, type) {
  Reflect.defineMetadata('design:type', type, entity.prototype, property);
}

function relate(property, target, inverse, entity = Events) {
  typed(entity, property, target);
  ManyToOne(
    () => target,
    (other) => other[inverse],
  )(entity.prototype, property);
  JoinColumn({ name: `${columnOf(property)}_id` })(entity.prototype, property);
  typed(target, inverse, Array);
  OneToMany(
    () => entity,
    (one) => one[property],
  )(target.prototype, inverse);
}

function columnOf(property) {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

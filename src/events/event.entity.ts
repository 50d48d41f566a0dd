import { IsIn, IsLatitude, IsLongitude, MaxLength } from 'class-validator';
import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  ManyToOne,
  OneToMany,
  OneToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import type { EventSubTopic } from '../catalogue/event-sub-topic/event-sub-topic.entity.js';
import type { EventTopic } from '../catalogue/event-topic/event-topic.entity.js';
import type { EventType } from '../catalogue/event-type/event-type.entity.js';
import { RelatedBy } from '../database/related-by.decorator.js';
import { boolean, dateTime, decimal, text } from '../jsonapi/resource/codecs.js';
import { html } from '../jsonapi/resource/html.codec.js';
import { LinksTo } from '../jsonapi/resource/route-link.js';
import {
  Attribute,
  DeletionTime,
  Resource,
  ToMany,
  ToOne,
} from '../jsonapi/resource/resource.decorators.js';
import { Image } from '../media/attributes/image.attribute.js';
import { namedFiles } from '../media/attributes/named-files.codec.js';
import { StoredImage } from '../media/attributes/stored-image.entity.js';
import type { Sponsor } from '../programme/sponsor/sponsor.entity.js';
import type { Exhibitor } from '../programme/exhibitor/exhibitor.entity.js';
import type { Microlocation } from '../programme/microlocation/microlocation.entity.js';
import type { SessionType } from '../programme/session-type/session-type.entity.js';
import type { SocialLink } from '../programme/social-link/social-link.entity.js';
import type { Faq } from '../programme/faq/faq.entity.js';
import type { Feedback } from '../programme/feedback/feedback.entity.js';
import type { EventCopyright } from '../programme/event-copyright/event-copyright.entity.js';
import type { SpeakersCall } from '../programme/speakers-call/speakers-call.entity.js';
import type { UsersEventsRole } from '../programme/users-events-roles/users-events-roles.entity.js';
import type { Session } from '../programme/session/session.entity.js';
import type { Speaker } from '../programme/speaker/speaker.entity.js';
import type { Track } from '../programme/track/track.entity.js';
import type { NamedLink } from '../jsonapi/resource/named-links.codec.js';
import { IsAfter } from '../resources/is-after.rule.js';
import { IsVisibleText } from '../resources/is-visible-text.rule.js';
import { IsWebUrl } from '../resources/is-web-url.rule.js';
import type { User } from '../users/user.entity.js';
import { IsTimeZone } from './is-time-zone.rule.js';

/** Eight lower-case hex digits, never digits alone: so that no identifier can be taken for an id. */
export const identifierPattern = /^(?=.*[a-f])[0-9a-f]{8}$/;

/** Pairs of an event and a user with that role in it. */
const haveRole = (role: 'organizer' | 'coorganizer') =>
  `SELECT given.event_id AS own, given.user_id AS other FROM users_events_roles given
   JOIN roles ON roles.id = given.role_id AND roles.name = '${role}'`;

@Entity('events')
@Resource({
  type: 'event',
  alternateKey: { property: 'identifier', pattern: identifierPattern },
})
// What the public lists, counted without reading a row: as it comes, and by date.
@Index(['state', 'privacy', 'id'], { where: 'deleted_at IS NULL' })
@Index(['state', 'privacy', 'startsAt'], { where: 'deleted_at IS NULL' })
export class Event {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text', { unique: true })
  @Attribute(text, { readonly: true })
  @LinksTo({ name: 'ical-url', segment: 'ical', description: 'The schedule, for calendars.' })
  identifier!: string;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('text', { nullable: true })
  @MaxLength(100_000)
  @Attribute(html, { nullable: true })
  description!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  @Attribute(dateTime, { required: true })
  startsAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  @IsAfter('startsAt')
  @Attribute(dateTime, { required: true })
  endsAt!: Date;

  @Column('text')
  @IsTimeZone()
  @Attribute(text, { required: true })
  timezone!: string;

  @Column('text', { nullable: true })
  @MaxLength(500)
  @Attribute(text, { nullable: true })
  locationName!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(500)
  @Attribute(text, { nullable: true })
  searchableLocationName!: string | null;

  @Column('double precision', { nullable: true })
  @IsLatitude({ message: '$property must be a latitude from -90 to 90' })
  @Attribute(decimal, { nullable: true })
  latitude!: number | null;

  @Column('double precision', { nullable: true })
  @IsLongitude({ message: '$property must be a longitude from -180 to 180' })
  @Attribute(decimal, { nullable: true })
  longitude!: number | null;

  @Column('boolean', { default: false })
  @Attribute(boolean)
  online!: boolean;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  ownerName!: string | null;

  @Column('boolean', { default: false })
  @Attribute(boolean)
  hasOwnerInfo!: boolean;

  @Column('text', { nullable: true })
  @MaxLength(100_000)
  @Attribute(html, { nullable: true })
  ownerDescription!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(100_000)
  @Attribute(html, { nullable: true })
  codeOfConduct!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, { nullable: true })
  externalEventUrl!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, { nullable: true })
  ticketUrl!: string | null;

  @Column('text', { default: 'public' })
  @IsIn(['public', 'private'])
  @Attribute(text)
  privacy!: 'public' | 'private';

  @Column('text', { default: 'draft' })
  @IsIn(['draft', 'published'])
  @Attribute(text)
  state!: 'draft' | 'published';

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Attribute(dateTime, { nullable: true })
  schedulePublishedOn!: Date | null;

  @Column('boolean', { default: false })
  @Attribute(boolean)
  isMapShown!: boolean;

  @Column('boolean', { default: false })
  @Attribute(boolean)
  isSessionsSpeakersEnabled!: boolean;

  @Column('boolean', { default: false })
  @Attribute(boolean)
  isCfsEnabled!: boolean;

  @Column('boolean', { default: false })
  @Attribute(boolean)
  isSponsorsEnabled!: boolean;

  @Column('boolean', { default: false })
  @Attribute(boolean)
  isDocumentEnabled!: boolean;

  @Column('boolean', { default: false })
  @Attribute(boolean, { writableBy: 'admins', privileged: true })
  isFeatured!: boolean;

  @Column('boolean', { default: false })
  @Attribute(boolean, { writableBy: 'admins', privileged: true })
  isPromoted!: boolean;

  @Column('jsonb', { default: [] })
  @Attribute(namedFiles)
  documentLinks!: readonly NamedLink[];

  @Column(() => StoredImage, { prefix: 'original_image' })
  @Image({ large: 1300, thumbnail: 500, icon: 75 })
  originalImage!: StoredImage;

  @Column(() => StoredImage, { prefix: 'logo' })
  @Image()
  logo!: StoredImage;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  @Attribute(dateTime, { readonly: true })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @DeletionTime()
  deletedAt!: Date | null;

  @ManyToOne('User', 'ownerEvents', { nullable: false })
  @Index()
  @ToOne('user', { writableBy: 'owner', privileged: true })
  owner!: Relation<User>;

  @ManyToOne('EventType', { nullable: true })
  @Index()
  @ToOne('event-type')
  eventType!: Relation<EventType> | null;

  @ManyToOne('EventTopic', { nullable: true })
  @Index()
  @ToOne('event-topic')
  eventTopic!: Relation<EventTopic> | null;

  @ManyToOne('EventSubTopic', { nullable: true })
  @Index()
  @ToOne('event-sub-topic')
  eventSubTopic!: Relation<EventSubTopic> | null;

  @OneToMany('Session', 'event')
  @ToMany('session', { readonly: true })
  sessions!: Relation<Session>[];

  @OneToMany('Speaker', 'event')
  @ToMany('speaker', { readonly: true })
  speakers!: Relation<Speaker>[];

  @OneToMany('Track', 'event')
  @ToMany('track', { readonly: true })
  tracks!: Relation<Track>[];

  @OneToMany('Sponsor', 'event')
  @ToMany('sponsor', { readonly: true })
  sponsors!: Relation<Sponsor>[];

  @OneToMany('Exhibitor', 'event')
  @ToMany('exhibitor', { readonly: true })
  exhibitors!: Relation<Exhibitor>[];

  @OneToMany('Microlocation', 'event')
  @ToMany('microlocation', { readonly: true })
  microlocations!: Relation<Microlocation>[];

  @OneToMany('SessionType', 'event')
  @ToMany('session-type', { readonly: true })
  sessionTypes!: Relation<SessionType>[];

  @OneToMany('SocialLink', 'event')
  @ToMany('social-link', { readonly: true })
  socialLinks!: Relation<SocialLink>[];

  @OneToMany('Faq', 'event')
  @ToMany('faq', { readonly: true })
  faqs!: Relation<Faq>[];

  @OneToMany('Feedback', 'event')
  @ToMany('feedback', { readonly: true })
  feedbacks!: Relation<Feedback>[];

  @OneToOne('EventCopyright', 'event')
  @ToOne('event-copyright', { readonly: true })
  eventCopyright!: Relation<EventCopyright> | null;

  @OneToOne('SpeakersCall', 'event')
  @ToOne('speakers-call', { readonly: true })
  speakersCall!: Relation<SpeakersCall> | null;

  @OneToMany('UsersEventsRole', 'event')
  @ToMany('users-events-roles', { readonly: true })
  roles!: Relation<UsersEventsRole>[];

  @RelatedBy(haveRole('organizer'))
  @ToMany('user', { readonly: true })
  organizers!: Relation<User>[];

  @RelatedBy(haveRole('coorganizer'))
  @ToMany('user', { readonly: true })
  coorganizers!: Relation<User>[];
}

import { IsEmail, MaxLength, MinLength } from 'class-validator';
import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  OneToMany,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { passwordLength } from '../auth/passwords/password.codec.js';
import { RelatedBy } from '../database/related-by.decorator.js';
import type { Event } from '../events/event.entity.js';
import { boolean, dateTime, text } from '../jsonapi/resource/codecs.js';
import { email } from '../jsonapi/resource/email.codec.js';
import { html } from '../jsonapi/resource/html.codec.js';
import {
  Attribute,
  DeletionTime,
  Resource,
  ToMany,
} from '../jsonapi/resource/resource.decorators.js';
import type { Session } from '../programme/session/session.entity.js';
import type { Speaker } from '../programme/speaker/speaker.entity.js';
import { Image } from '../media/attributes/image.attribute.js';
import { StoredImage } from '../media/attributes/stored-image.entity.js';
import { IsWebUrl } from '../resources/is-web-url.rule.js';

const forSelf = { visibleTo: 'self' } as const;
const onPublicProfile = { visibleTo: 'profile-readers', nullable: true } as const;

@Entity('users')
@Resource({ type: 'user' })
export class User {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  /** Kept in lower case: addresses that differ in case only are one account. */
  @Column('text')
  @Index({ unique: true, where: 'deleted_at IS NULL' })
  @IsEmail()
  @Attribute(email, { required: true, ...forSelf })
  email!: string;

  /** The service puts the hash in the place of what was sent. */
  @Column('text', { name: 'password_hash' })
  @MinLength(passwordLength.minimum)
  @MaxLength(passwordLength.maximum)
  @Attribute(text, { required: true, writeOnly: true })
  password!: string;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  firstName!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  lastName!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  publicName!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(100_000)
  @Attribute(html, { nullable: true })
  details!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true, ...forSelf })
  contact!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, onPublicProfile)
  company!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, onPublicProfile)
  facebookUrl!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, onPublicProfile)
  twitterUrl!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, onPublicProfile)
  instagramUrl!: string | null;

  @Column('boolean', { default: false })
  @Attribute(boolean, forSelf)
  isProfilePublic!: boolean;

  @Column('boolean', { default: false })
  @Attribute(boolean, { ...forSelf, writableBy: 'admins', privileged: true })
  isVerified!: boolean;

  @Column('boolean', { default: false })
  @Attribute(boolean, { ...forSelf, writableBy: 'admins', privileged: true })
  isAdmin!: boolean;

  /** Ends all sessions of the user, and lets nobody log in. */
  @Column('boolean', { default: false })
  @Attribute(boolean, { visibleTo: 'admins', writableBy: 'admins', privileged: true })
  isBlocked!: boolean;

  @Column(() => StoredImage, { prefix: 'avatar' })
  @Image({ thumbnail: 500, small: 50, icon: 35 }, { alias: 'original-image-url' })
  avatar!: StoredImage;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  @Attribute(dateTime, { readonly: true, ...forSelf })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Attribute(dateTime, { readonly: true, nullable: true, ...forSelf })
  lastAccessedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @DeletionTime(forSelf)
  deletedAt!: Date | null;

  @OneToMany('Event', 'owner')
  @ToMany('event', { readonly: true })
  ownerEvents!: Relation<Event>[];

  @RelatedBy(`SELECT given.user_id AS own, given.event_id AS other FROM users_events_roles given
              JOIN roles ON roles.id = given.role_id AND roles.name = 'organizer'`)
  @ToMany('event', { readonly: true })
  organizerEvents!: Relation<Event>[];

  /** In whatever role. */
  @RelatedBy(`SELECT user_id AS own, event_id AS other FROM users_events_roles
              UNION SELECT owner_id, id FROM events`)
  @ToMany('event', { readonly: true })
  events!: Relation<Event>[];

  @OneToMany('Session', 'creator')
  @ToMany('session', { readonly: true })
  sessions!: Relation<Session>[];

  @OneToMany('Speaker', 'user')
  @ToMany('speaker', { readonly: true })
  speakers!: Relation<Speaker>[];
}

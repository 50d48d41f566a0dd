import { IsEmail, MaxLength } from 'class-validator';
import {
  Column,
  Entity,
  Index,
  ManyToMany,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { boolean, integer, text } from '../../jsonapi/resource/codecs.js';
import { email } from '../../jsonapi/resource/email.codec.js';
import { html } from '../../jsonapi/resource/html.codec.js';
import { Attribute, Resource, ToMany, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import { Image } from '../../media/attributes/image.attribute.js';
import { StoredImage } from '../../media/attributes/stored-image.entity.js';
import { IsVisibleText } from '../../resources/is-visible-text.rule.js';
import { IsWebUrl } from '../../resources/is-web-url.rule.js';
import type { User } from '../../users/user.entity.js';
import type { Session } from '../session/session.entity.js';
import { IsProfile } from './is-profile.rule.js';

const toBeReachedBy = { nullable: true, visibleTo: 'contacts' } as const;

/** Somebody who speaks at one event. */
@Entity('speakers')
@Resource({ type: 'speaker' })
@Index(['event', 'email'])
export class Speaker {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('text', { nullable: true })
  @IsEmail()
  @Attribute(email, toBeReachedBy)
  email!: string | null;

  @Column(() => StoredImage, { prefix: 'photo' })
  @Image({ thumbnail: 500, small: 50, icon: 35 })
  photo!: StoredImage;

  @Column('text', { nullable: true })
  @MaxLength(100_000)
  @Attribute(html, { nullable: true })
  shortBiography!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(100_000)
  @Attribute(html, { nullable: true })
  longBiography!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(10_000)
  @Attribute(text, { nullable: true })
  speakingExperience!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(50)
  @Attribute(text, toBeReachedBy)
  mobile!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  organisation!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  position!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  country!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  city!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, { nullable: true })
  website!: string | null;

  @Column('text', { nullable: true })
  @IsProfile()
  @Attribute(text, { nullable: true })
  twitter!: string | null;

  @Column('text', { nullable: true })
  @IsProfile()
  @Attribute(text, { nullable: true })
  facebook!: string | null;

  @Column('text', { nullable: true })
  @IsProfile()
  @Attribute(text, { nullable: true })
  github!: string | null;

  @Column('text', { nullable: true })
  @IsProfile()
  @Attribute(text, { nullable: true })
  linkedin!: string | null;

  @Column('text', { nullable: true })
  @IsProfile()
  @Attribute(text, { nullable: true })
  mastodon!: string | null;

  @Column('boolean', { default: false })
  @Attribute(boolean, { writableBy: 'editors' })
  isFeatured!: boolean;

  @Column('integer', { default: 0 })
  @Attribute(integer, { writableBy: 'editors' })
  order!: number;

  @ManyToOne('Event', 'speakers', { nullable: false, onDelete: 'CASCADE' })
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;

  /** Who has entered it; he sees and edits it. Nobody any more once he has been erased. */
  @ManyToOne('User', 'speakers', { nullable: true, onDelete: 'SET NULL' })
  @Index()
  @ToOne('user', { readonly: true })
  user!: Relation<User> | null;

  /** Changed at the session, for it is the session's owner who says who speaks in it. */
  @ManyToMany('Session', 'speakers')
  @ToMany('session', { readonly: true })
  sessions!: Relation<Session>[];
}

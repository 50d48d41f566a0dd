import { IsIn, MaxLength } from 'class-validator';
import {
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinTable,
  ManyToMany,
  ManyToOne,
  OneToMany,
  PrimaryGeneratedColumn,
  type Relation,
  UpdateDateColumn,
} from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { boolean, dateTime, text } from '../../jsonapi/resource/codecs.js';
import { html } from '../../jsonapi/resource/html.codec.js';
import {
  Attribute,
  DeletionTime,
  Resource,
  ToMany,
  ToOne,
} from '../../jsonapi/resource/resource.decorators.js';
import { fileLink } from '../../media/attributes/file-link.codec.js';
import { namedFiles } from '../../media/attributes/named-files.codec.js';
import { IsAfter } from '../../resources/is-after.rule.js';
import { IsVisibleText } from '../../resources/is-visible-text.rule.js';
import { IsWebUrl } from '../../resources/is-web-url.rule.js';
import type { NamedLink } from '../../jsonapi/resource/named-links.codec.js';
import type { User } from '../../users/user.entity.js';
import type { Feedback } from '../feedback/feedback.entity.js';
import type { Microlocation } from '../microlocation/microlocation.entity.js';
import type { SessionType } from '../session-type/session-type.entity.js';
import type { Speaker } from '../speaker/speaker.entity.js';
import type { Track } from '../track/track.entity.js';
import { type SessionState, sessionStates } from './session-state.js';

const inItsEvent = { within: 'event' } as const;

/** Something that happens at an event: a talk, a workshop, a break. */
@Entity('sessions')
@Resource({ type: 'session' })
@Index(['event', 'state', 'startsAt'])
export class Session {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  title!: string;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  subtitle!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  level!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(100_000)
  @Attribute(html, { nullable: true })
  shortAbstract!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(100_000)
  @Attribute(html, { nullable: true })
  longAbstract!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(10_000)
  @Attribute(text, { nullable: true })
  comments!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Attribute(dateTime, { nullable: true })
  startsAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @IsAfter('startsAt')
  @Attribute(dateTime, { nullable: true })
  endsAt!: Date | null;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  language!: string | null;

  @Column('jsonb', { default: [] })
  @Attribute(namedFiles)
  slides!: readonly NamedLink[];

  @Column('text', { nullable: true })
  @Attribute(fileLink, { nullable: true })
  slidesUrl!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, { nullable: true })
  videoUrl!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, { nullable: true })
  audioUrl!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, { nullable: true })
  signupUrl!: string | null;

  @Column('text', { default: 'draft' })
  @IsIn(sessionStates)
  @Attribute(text)
  state!: SessionState;

  @Column('boolean', { default: false })
  @Attribute(boolean, { writableBy: 'editors' })
  isLocked!: boolean;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @Attribute(dateTime, { nullable: true })
  submittedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  @Attribute(dateTime, { readonly: true })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz', precision: 3 })
  @Attribute(dateTime, { readonly: true })
  lastModifiedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  @DeletionTime()
  deletedAt!: Date | null;

  @ManyToOne('Event', 'sessions', { nullable: false, onDelete: 'CASCADE' })
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;

  @ManyToOne('Track', 'sessions', { nullable: true, onDelete: 'SET NULL' })
  @Index()
  @ToOne('track', inItsEvent)
  track!: Relation<Track> | null;

  @ManyToOne('SessionType', 'sessions', { nullable: true, onDelete: 'SET NULL' })
  @Index()
  @ToOne('session-type', inItsEvent)
  sessionType!: Relation<SessionType> | null;

  @ManyToOne('Microlocation', 'sessions', { nullable: true, onDelete: 'SET NULL' })
  @Index()
  @ToOne('microlocation', inItsEvent)
  microlocation!: Relation<Microlocation> | null;

  @ManyToMany('Speaker', 'sessions')
  @JoinTable({
    name: 'sessions_speakers',
    joinColumn: { name: 'session_id' },
    inverseJoinColumn: { name: 'speaker_id' },
  })
  @ToMany('speaker', inItsEvent)
  speakers!: Relation<Speaker>[];

  /** Who has submitted it; he edits it until it is decided. Nobody any more once he has been erased. */
  @ManyToOne('User', 'sessions', { nullable: true, onDelete: 'SET NULL' })
  @Index()
  @ToOne('user', { readonly: true })
  creator!: Relation<User> | null;

  @OneToMany('Feedback', 'session')
  @ToMany('feedback', { readonly: true })
  feedbacks!: Relation<Feedback>[];
}

import { Max, MaxLength, Min } from 'class-validator';
import {
  Column,
  Entity,
  Index,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { integer, text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import type { User } from '../../users/user.entity.js';
import type { Session } from '../session/session.entity.js';

/** What one user thinks of an event, or of one of its sessions. */
@Entity('feedbacks')
@Resource({ type: 'feedback' })
@Index(['event', 'user'], { unique: true, where: 'session_id IS NULL' })
@Unique(['session', 'user'])
export class Feedback {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('integer')
  @Min(1)
  @Max(5)
  @Attribute(integer, { required: true })
  rating!: number;

  @Column('text', { nullable: true })
  @MaxLength(10_000)
  @Attribute(text, { nullable: true })
  comment!: string | null;

  @ManyToOne('Event', 'feedbacks', { nullable: false, onDelete: 'CASCADE' })
  @Index()
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;

  @ManyToOne('Session', 'feedbacks', { nullable: true, onDelete: 'CASCADE' })
  @ToOne('session', { within: 'event', writeOnce: true })
  session!: Relation<Session> | null;

  @ManyToOne('User', { nullable: false, onDelete: 'CASCADE' })
  @Index()
  @ToOne('user', { readonly: true })
  user!: Relation<User>;
}

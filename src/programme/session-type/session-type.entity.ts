import { Matches } from 'class-validator';
import {
  Column,
  Entity,
  Index,
  ManyToOne,
  OneToMany,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { integer, text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource, ToMany, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import type { Session } from '../session/session.entity.js';
import { IsVisibleText } from '../../resources/is-visible-text.rule.js';

/** A format of sessions, such as a workshop of two hours. */
@Entity('session_types')
@Resource({ type: 'session-type' })
export class SessionType {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('text')
  @Matches(/^(?!00:00)\d\d:[0-5]\d$/, {
    message: '$property must be hours and minutes, more than none, such as 00:45',
  })
  @Attribute(text, { required: true })
  length!: string;

  @Column('integer', { default: 0 })
  @Attribute(integer)
  position!: number;

  @ManyToOne('Event', 'sessionTypes', { nullable: false, onDelete: 'CASCADE' })
  @Index()
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;

  @OneToMany('Session', 'sessionType')
  @ToMany('session', { readonly: true })
  sessions!: Relation<Session>[];
}

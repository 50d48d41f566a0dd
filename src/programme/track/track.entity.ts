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

/** A thread of sessions through an event, with a colour in its schedule. */
@Entity('tracks')
@Resource({ type: 'track' })
export class Track {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('text')
  @Matches(/^#[0-9A-Fa-f]{6}$/, { message: '$property must be a colour such as #3366cc' })
  @Attribute(text, { required: true })
  color!: string;

  /** Black or white, whichever is easier to read on the track's colour. */
  @Column('text')
  @Attribute(text, { readonly: true })
  fontColor!: string;

  @Column('integer', { default: 0 })
  @Attribute(integer)
  position!: number;

  @ManyToOne('Event', 'tracks', { nullable: false, onDelete: 'CASCADE' })
  @Index()
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;

  @OneToMany('Session', 'track')
  @ToMany('session', { readonly: true })
  sessions!: Relation<Session>[];
}

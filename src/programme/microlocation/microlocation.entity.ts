import { IsLatitude, IsLongitude, MaxLength } from 'class-validator';
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
import { decimal, integer, text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource, ToMany, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import type { Session } from '../session/session.entity.js';
import { IsVisibleText } from '../../resources/is-visible-text.rule.js';

/** A room or a stage of an event. */
@Entity('microlocations')
@Resource({ type: 'microlocation' })
export class Microlocation {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('double precision', { nullable: true })
  @IsLatitude({ message: '$property must be a latitude from -90 to 90' })
  @Attribute(decimal, { nullable: true })
  latitude!: number | null;

  @Column('double precision', { nullable: true })
  @IsLongitude({ message: '$property must be a longitude from -180 to 180' })
  @Attribute(decimal, { nullable: true })
  longitude!: number | null;

  @Column('integer', { nullable: true })
  @Attribute(integer, { nullable: true })
  floor!: number | null;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  room!: string | null;

  @Column('integer', { default: 0 })
  @Attribute(integer)
  position!: number;

  @ManyToOne('Event', 'microlocations', { nullable: false, onDelete: 'CASCADE' })
  @Index()
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;

  @OneToMany('Session', 'microlocation')
  @ToMany('session', { readonly: true })
  sessions!: Relation<Session>[];
}

import { IsIn, MaxLength } from 'class-validator';
import {
  Column,
  Entity,
  JoinColumn,
  OneToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { dateTime, text } from '../../jsonapi/resource/codecs.js';
import { html } from '../../jsonapi/resource/html.codec.js';
import { Attribute, Resource, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import { IsAfter } from '../../resources/is-after.rule.js';

/** When and how people may propose to speak at an event. */
@Entity('speakers_calls')
@Resource({ type: 'speakers-call' })
export class SpeakersCall {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text', { nullable: true })
  @MaxLength(100_000)
  @Attribute(html, { nullable: true })
  announcement!: string | null;

  @Column({ type: 'timestamptz', precision: 3 })
  @Attribute(dateTime, { required: true })
  startsAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  @IsAfter('startsAt')
  @Attribute(dateTime, { required: true })
  endsAt!: Date;

  @Column('text', { default: 'public' })
  @IsIn(['public', 'private'])
  @Attribute(text)
  privacy!: 'public' | 'private';

  /** One for each event. */
  @OneToOne('Event', 'speakersCall', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;
}

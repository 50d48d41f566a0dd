import { MaxLength } from 'class-validator';
import {
  Column,
  Entity,
  JoinColumn,
  OneToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { integer, text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import { IsVisibleText } from '../../resources/is-visible-text.rule.js';
import { IsWebUrl } from '../../resources/is-web-url.rule.js';

/** Under which licence an event's material may be used. */
@Entity('event_copyrights')
@Resource({ type: 'event-copyright' })
export class EventCopyright {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  holder!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, { nullable: true })
  holderUrl!: string | null;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  licence!: string;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, { nullable: true })
  licenceUrl!: string | null;

  /** The licence's, somewhere else: no upload. */
  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, { nullable: true })
  logoUrl!: string | null;

  @Column('integer', { nullable: true })
  @Attribute(integer, { nullable: true })
  year!: number | null;

  /** One for each event. */
  @OneToOne('Event', 'eventCopyright', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;
}

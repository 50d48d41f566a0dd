import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import { IsVisibleText } from '../../resources/is-visible-text.rule.js';

/** A question that is asked often, and its answer. */
@Entity('faqs')
@Resource({ type: 'faq' })
export class Faq {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsVisibleText(1000)
  @Attribute(text, { required: true })
  question!: string;

  @Column('text')
  @IsVisibleText(10_000)
  @Attribute(text, { required: true })
  answer!: string;

  @ManyToOne('Event', 'faqs', { nullable: false, onDelete: 'CASCADE' })
  @Index()
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;
}

import {
  Column,
  Entity,
  Index,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
  Unique,
} from 'typeorm';
import { text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import type { CustomPlaceholder } from '../custom-placeholder/custom-placeholder.entity.js';
import type { EventTopic } from '../event-topic/event-topic.entity.js';
import { IsSluggable } from '../is-sluggable.rule.js';

/** A part of a topic, such as jazz. Many topics have one named "Other", so slugs are unique within a topic. */
@Entity('event_sub_topics')
@Resource({ type: 'event-sub-topic', privileged: true })
@Unique(['eventTopic', 'slug'])
export class EventSubTopic {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsSluggable(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('text')
  @Attribute(text, { readonly: true })
  slug!: string;

  @ManyToOne('EventTopic', 'eventSubTopics', { nullable: false })
  @ToOne('event-topic', { required: true })
  eventTopic!: Relation<EventTopic>;

  @ManyToOne('CustomPlaceholder', { nullable: true, onDelete: 'SET NULL' })
  @Index()
  @ToOne('custom-placeholder')
  customPlaceholder!: Relation<CustomPlaceholder> | null;
}

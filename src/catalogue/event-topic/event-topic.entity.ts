import { Column, Entity, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource, ToMany } from '../../jsonapi/resource/resource.decorators.js';
import { Image } from '../../media/attributes/image.attribute.js';
import { StoredImage } from '../../media/attributes/stored-image.entity.js';
import type { EventSubTopic } from '../event-sub-topic/event-sub-topic.entity.js';
import { IsSluggable } from '../is-sluggable.rule.js';

/** What an event is about, such as music. */
@Entity('event_topics')
@Resource({ type: 'event-topic', privileged: true })
export class EventTopic {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsSluggable(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('text', { unique: true })
  @Attribute(text, { readonly: true })
  slug!: string;

  @Column(() => StoredImage, { prefix: 'system_image' })
  @Image()
  systemImage!: StoredImage;

  @OneToMany('EventSubTopic', 'eventTopic')
  @ToMany('event-sub-topic', { readonly: true })
  eventSubTopics!: Relation<EventSubTopic>[];
}

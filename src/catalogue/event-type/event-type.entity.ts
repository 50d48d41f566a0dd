import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource } from '../../jsonapi/resource/resource.decorators.js';
import { IsSluggable } from '../is-sluggable.rule.js';

/** What kind of gathering an event is, such as a conference. */
@Entity('event_types')
@Resource({ type: 'event-type', privileged: true })
export class EventType {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsSluggable(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('text', { unique: true })
  @Attribute(text, { readonly: true })
  slug!: string;
}

import { MaxLength } from 'class-validator';
import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import { IsVisibleText } from '../../resources/is-visible-text.rule.js';
import { IsWebUrl } from '../../resources/is-web-url.rule.js';

/** Where an event is found elsewhere. */
@Entity('social_links')
@Resource({ type: 'social-link' })
export class SocialLink {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('text')
  @IsWebUrl()
  @Attribute(text, { required: true })
  link!: string;

  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  identifier!: string | null;

  @ManyToOne('Event', 'socialLinks', { nullable: false, onDelete: 'CASCADE' })
  @Index()
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;
}

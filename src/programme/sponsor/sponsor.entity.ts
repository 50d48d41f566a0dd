import { MaxLength } from 'class-validator';
import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { integer, text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import { Image } from '../../media/attributes/image.attribute.js';
import { StoredImage } from '../../media/attributes/stored-image.entity.js';
import { IsVisibleText } from '../../resources/is-visible-text.rule.js';
import { IsWebUrl } from '../../resources/is-web-url.rule.js';

/** Who pays for an event. */
@Entity('sponsors')
@Resource({ type: 'sponsor' })
export class Sponsor {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('text', { nullable: true })
  @MaxLength(10_000)
  @Attribute(text, { nullable: true })
  description!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, { nullable: true })
  url!: string | null;

  @Column('integer', { nullable: true })
  @Attribute(integer, { nullable: true })
  level!: number | null;

  /** Open Event's `type`: the standard keeps that name for itself. */
  @Column('text', { nullable: true })
  @MaxLength(255)
  @Attribute(text, { nullable: true })
  sponsorType!: string | null;

  @Column(() => StoredImage, { prefix: 'logo' })
  @Image()
  logo!: StoredImage;

  @ManyToOne('Event', 'sponsors', { nullable: false, onDelete: 'CASCADE' })
  @Index()
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;
}

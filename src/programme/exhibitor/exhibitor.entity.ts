import { IsEmail, IsIn, MaxLength } from 'class-validator';
import { Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { Event } from '../../events/event.entity.js';
import { integer, text } from '../../jsonapi/resource/codecs.js';
import { email } from '../../jsonapi/resource/email.codec.js';
import { Attribute, Resource, ToOne } from '../../jsonapi/resource/resource.decorators.js';
import { Image } from '../../media/attributes/image.attribute.js';
import { StoredImage } from '../../media/attributes/stored-image.entity.js';
import { IsVisibleText } from '../../resources/is-visible-text.rule.js';
import { IsWebUrl } from '../../resources/is-web-url.rule.js';
import { type NamedLink, namedLinks } from '../../jsonapi/resource/named-links.codec.js';

/** Who shows something at an event. */
@Entity('exhibitors')
@Resource({ type: 'exhibitor' })
export class Exhibitor {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('text', { default: 'pending' })
  @IsIn(['pending', 'accepted'])
  @Attribute(text)
  status!: 'pending' | 'accepted';

  @Column('text', { nullable: true })
  @MaxLength(10_000)
  @Attribute(text, { nullable: true })
  description!: string | null;

  @Column('text', { nullable: true })
  @IsWebUrl()
  @Attribute(text, { nullable: true })
  url!: string | null;

  @Column('integer', { default: 0 })
  @Attribute(integer)
  position!: number;

  @Column(() => StoredImage, { prefix: 'banner' })
  @Image({ thumbnail: 500 })
  banner!: StoredImage;

  @Column(() => StoredImage, { prefix: 'logo' })
  @Image()
  logo!: StoredImage;

  @Column('text', { nullable: true })
  @IsEmail()
  @Attribute(email, { nullable: true })
  contactEmail!: string | null;

  @Column('jsonb', { nullable: true })
  @Attribute(namedLinks, { nullable: true })
  socialLinks!: readonly NamedLink[] | null;

  @ManyToOne('Event', 'exhibitors', { nullable: false, onDelete: 'CASCADE' })
  @Index()
  @ToOne('event', { required: true, writeOnce: true })
  event!: Relation<Event>;
}

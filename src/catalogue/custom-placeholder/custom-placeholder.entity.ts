import { MaxLength } from 'class-validator';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource } from '../../jsonapi/resource/resource.decorators.js';
import { Image } from '../../media/attributes/image.attribute.js';
import { StoredImage } from '../../media/attributes/stored-image.entity.js';
import { IsVisibleText } from '../../resources/is-visible-text.rule.js';

/** The picture of events that have none of their own. */
@Entity('custom_placeholders')
@Resource({ type: 'custom-placeholder', privileged: true })
export class CustomPlaceholder {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  name!: string;

  @Column('text', { nullable: true })
  @MaxLength(1000)
  @Attribute(text, { nullable: true })
  copyright!: string | null;

  @Column('text', { nullable: true })
  @MaxLength(1000)
  @Attribute(text, { nullable: true })
  origin!: string | null;

  @Column(() => StoredImage, { prefix: 'original_image' })
  @Image({ large: 1300, thumbnail: 500, icon: 75 })
  originalImage!: StoredImage;
}

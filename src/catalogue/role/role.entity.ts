import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { text } from '../../jsonapi/resource/codecs.js';
import { Attribute, Resource } from '../../jsonapi/resource/resource.decorators.js';
import { IsVisibleText } from '../../resources/is-visible-text.rule.js';

/** What somebody may be at an event. */
@Entity('roles')
@Resource({ type: 'role', privileged: true })
export class Role {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: string;

  /** Policies know it by this name, so it stays. */
  @Column('text', { unique: true })
  @IsVisibleText(255)
  @Attribute(text, { required: true, writeOnce: true })
  name!: string;

  @Column('text')
  @IsVisibleText(255)
  @Attribute(text, { required: true })
  titleName!: string;
}

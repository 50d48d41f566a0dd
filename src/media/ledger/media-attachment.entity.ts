import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { StorageKey } from '../../storage/storage-key.js';
import type { MediaFile } from './media-file.entity.js';

/**
 * Who refers to a file: one attribute of one row, which may refer to several. A file lives as long as any
 * attachment names it.
 */
@Entity('media_attachments')
export class MediaAttachment {
  @PrimaryColumn('text')
  resourceType!: string;

  @PrimaryColumn('bigint')
  resourceId!: string;

  /** Member name, such as `original-image-url`. */
  @PrimaryColumn('text')
  attribute!: string;

  @PrimaryColumn('text')
  @Index()
  fileKey!: StorageKey;

  @ManyToOne('MediaFile', { nullable: false })
  @JoinColumn({ name: 'file_key' })
  file!: Relation<MediaFile>;
}

import { Column } from 'typeorm';
import type { ImageFormat } from '../image-file.js';

/**
 * A picture as a row holds it, embedded by the entity under its attribute's name; so a list needs no join to
 * describe its pictures. All columns are null where there is no picture.
 */
export class StoredImage {
  /** Root-relative, such as `/media/event/<uuid>.jpg`: moving host or CDN is a setting, not an UPDATE. */
  @Column('text', { nullable: true })
  url!: string | null;

  /** Pixels as displayed. */
  @Column('integer', { nullable: true })
  width!: number | null;

  @Column('integer', { nullable: true })
  height!: number | null;

  @Column('integer', { nullable: true })
  bytes!: number | null;

  @Column('text', { nullable: true })
  type!: ImageFormat | null;

  /** ThumbHash, base64. */
  @Column('text', { nullable: true })
  placeholder!: string | null;

  @Column('text', { nullable: true })
  alt!: string | null;
}

export const noImage: StoredImage = {
  url: null,
  width: null,
  height: null,
  bytes: null,
  type: null,
  placeholder: null,
  alt: null,
};

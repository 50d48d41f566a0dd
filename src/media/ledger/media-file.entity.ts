import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { StorageKey } from '../../storage/storage-key.js';
import type { MediaFormat } from '../media-formats.js';

/**
 * The ledger: every file is in it before it exists and until it is gone.
 *
 * `writing`: its bytes may be there or not. `stored`: they are. `doomed`: nothing refers to it any more.
 */
export type MediaFileState = 'writing' | 'stored' | 'doomed';

@Entity('media_files')
@Index('media_files_awaited_idx', ['key'], { where: "state = 'stored' AND NOT attached" })
export class MediaFile {
  @PrimaryColumn('text')
  key!: StorageKey;

  @Column('text')
  @Index()
  state!: MediaFileState;

  /**
   * Whether it ever was: from then on whoever takes its last attachment away gives it up himself, and sweeps need
   * not look at it.
   */
  @Column('boolean', { default: false })
  attached!: boolean;

  /** The user who sent it; null for what the server made itself. */
  @Column('bigint', { nullable: true })
  ownerId!: string | null;

  /** By its proven content. */
  @Column('text')
  format!: MediaFormat;

  @Column('integer')
  bytes!: number;

  @Column('integer', { nullable: true })
  width!: number | null;

  @Column('integer', { nullable: true })
  height!: number | null;

  @Column('text', { nullable: true })
  placeholder!: string | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;
}

import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import type { FileName, StorageKey } from '../../storage/storage-key.js';

/**
 * `arriving`: its parts are in the storage, as far as they have come. `finished`: the file that it became is an
 * upload like any other. `doomed`: ended by its owner, or refused, or too old; what is left of it is to be erased.
 */
export type ResumableUploadState = 'arriving' | 'finished' | 'doomed';

/** A file that arrives over several requests: it is here before its first part is stored, and until its last is gone. */
@Entity('resumable_uploads')
export class ResumableUpload {
  /** Its parts lie below it; the uuid in it is the id that the client knows. */
  @PrimaryColumn('text')
  key!: StorageKey;

  @Column('bigint')
  @Index()
  ownerId!: string;

  @Column('text')
  state!: ResumableUploadState;

  /** Of the whole file, as announced. */
  @Column('integer')
  bytes!: number;

  /** Of those that are in parts; of a finished upload, all. Whoever changes it says from what. */
  @Column('integer')
  received!: number;

  /** In their order. */
  @Column('text', { array: true })
  parts!: readonly FileName[];

  /** `Upload-Metadata` as the client sent it. */
  @Column('text', { nullable: true })
  metadata!: string | null;

  /** Root-relative, of the file that it became. */
  @Column('text', { nullable: true })
  url!: string | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  @Index()
  expiresAt!: Date;
}
